package dev.slipway.archive.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A structure in the making, its numbers little-endian. */
final class Fields {
    private final ByteBuffer buffer;

    Fields(int size) {
        this.buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    Fields u16(long value) {
        buffer.putShort((short) value);
        return this;
    }

    Fields u32(long value) {
        buffer.putInt((int) value);
        return this;
    }

    Fields u64(long value) {
        buffer.putLong(value);
        return this;
    }

    Fields bytes(byte[] bytes) {
        buffer.put(bytes);
        return this;
    }

    /** The structure, which must be whole. */
    byte[] bytes() {
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(buffer.remaining() + " bytes are missing");
        }
        return buffer.array();
    }
}
