package dev.slipway.archive.fat;

import java.nio.ByteBuffer;

/**
 * A directory's slot of 32 bytes (section 6).
 *
 * @param name eleven bytes
 * @param firstCluster 0 if there is none
 * @param size of a file in bytes, else 0
 */
record Slot(byte[] name, Kind kind, FatTimestamp at, long firstCluster, long size) {
    enum Kind {
        LABEL(0x08),
        DIRECTORY(0x10),
        FILE(0x20);

        private final int attribute;

        Kind(int attribute) {
            this.attribute = attribute;
        }
    }

    void putInto(ByteBuffer directory) {
        directory.put(name).put((byte) kind.attribute).put((byte) 0);
        directory.put((byte) 0).putShort(at.time()).putShort(at.date());
        directory.putShort(at.date()).putShort((short) (firstCluster >>> 16));
        directory.putShort(at.time()).putShort(at.date());
        directory.putShort((short) firstCluster).putInt((int) size);
    }
}
