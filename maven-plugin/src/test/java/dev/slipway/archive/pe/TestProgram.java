package dev.slipway.archive.pe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Something in the shape of the stub of a unified kernel image; no firmware starts it. */
public final class TestProgram {
    static final int OPTIONAL = 0x98;
    static final int SECTION_TABLE = 0x188;
    static final int HEADERS = 0x400;

    private TestProgram() {}

    /** A program with one section of 512 bytes, and symbols behind it. */
    public static byte[] stub() {
        ByteBuffer file = ByteBuffer.allocate(HEADERS + 512 + 18).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x80);
        file.putInt(0x80, 0x4550).putShort(0x84, (short) 0x8664).putShort(0x86, (short) 1);
        file.putInt(0x88, 1234567).putInt(0x8c, HEADERS + 512).putInt(0x90, 1).putShort(0x94, (short) 240);
        file.putShort(OPTIONAL, (short) 0x20b);
        file.putInt(OPTIONAL + 32, 512).putInt(OPTIONAL + 36, 512);
        file.putInt(OPTIONAL + 56, 0x1200).putInt(OPTIONAL + 60, HEADERS).putInt(OPTIONAL + 64, 99);
        file.putShort(OPTIONAL + 68, (short) 10).putInt(OPTIONAL + 108, 16);
        file.put(SECTION_TABLE, ".text".getBytes(StandardCharsets.US_ASCII));
        file.putInt(SECTION_TABLE + 8, 300).putInt(SECTION_TABLE + 12, 0x1000);
        file.putInt(SECTION_TABLE + 16, 512).putInt(SECTION_TABLE + 20, HEADERS);
        file.putInt(SECTION_TABLE + 36, 0x60000020);
        for (int i = HEADERS; i < HEADERS + 512; i++) {
            file.put(i, (byte) i);
        }
        return file.array();
    }
}
