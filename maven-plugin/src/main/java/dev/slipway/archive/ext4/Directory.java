package dev.slipway.archive.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The two directories of an empty volume ("Linear Directories"). */
final class Directory {
    private static final int ROOT = 2;
    private static final int LOST_AND_FOUND = 11;
    private static final byte DIRECTORY = 2;
    private static final int HEAD_BYTES = 8;

    private Directory() {}

    static byte[] root() {
        ByteBuffer block = block(1);
        put(block, ROOT, ".", 12);
        put(block, ROOT, "..", 12);
        put(block, LOST_AND_FOUND, "lost+found", Groups.BLOCK - 24);
        return block.array();
    }

    /** It has room at once: who repairs a volume must not look for blocks. */
    static byte[] lostAndFound(int blocks) {
        ByteBuffer block = block(blocks);
        put(block, LOST_AND_FOUND, ".", 12);
        put(block, ROOT, "..", Groups.BLOCK - 12);
        for (int i = 1; i < blocks; i++) {
            block.putInt(0).putShort((short) Groups.BLOCK).position((i + 1) * Groups.BLOCK);
        }
        return block.array();
    }

    private static ByteBuffer block(int count) {
        return ByteBuffer.allocate(count * Groups.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(ByteBuffer block, int inode, String name, int length) {
        int start = block.position();
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        block.putInt(inode)
                .putShort((short) length)
                .put((byte) bytes.length)
                .put(DIRECTORY)
                .put(bytes);
        block.position(start + Math.max(length, HEAD_BYTES));
    }
}
