package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers and texts as ECMA-119 records them (chapter 7). */
final class Iso {
    /** Size of a logical block and sector in bytes. */
    static final int BLOCK = 2048;

    private Iso() {}

    /** A block-aligned size. */
    static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }

    /** A 16-bit number in both byte orders (7.2.3). */
    static void put16(ByteBuffer buffer, int value) {
        buffer.order(ByteOrder.LITTLE_ENDIAN).putShort((short) value);
        buffer.order(ByteOrder.BIG_ENDIAN).putShort((short) value);
    }

    /** A 32-bit number in both byte orders (7.3.3). */
    static void put32(ByteBuffer buffer, long value) {
        buffer.order(ByteOrder.LITTLE_ENDIAN).putInt((int) value);
        buffer.order(ByteOrder.BIG_ENDIAN).putInt((int) value);
    }

    /** ASCII characters, filled up with blanks (7.4.3.2). */
    static byte[] padded(String text, int length) {
        return (text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
