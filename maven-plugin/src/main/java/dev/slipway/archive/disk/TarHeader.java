package dev.slipway.archive.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The header of a member of a small archive that names nobody and nothing of this machine (POSIX.1-1990 {@code ustar}, and GNU's older form).
 *
 * @param name up to 100 characters
 * @param size bytes, less than 8 GiB: eleven octal digits
 * @param time in seconds since 1970
 * @param magic with the version
 */
record TarHeader(String name, long size, long time, String magic) {
    static final String OLD_GNU = "ustar  \0";
    static final String USTAR = "ustar\00000";

    static final int BLOCK = 512;

    private static final int RECORD = 20 * BLOCK;
    private static final int MODE = 100;
    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;
    private static final int OWNER = 265;
    private static final int GROUP = 297;

    byte[] bytes() {
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        header.put(ascii(name)).position(MODE);
        header.put(ascii(String.format(Locale.ROOT, "%07o\0%07o\0%07o\0", 0644, 0, 0)));
        header.put(ascii(String.format(Locale.ROOT, "%011o\0%011o\0", size, Math.max(0, time))));
        header.put(ascii(" ".repeat(8) + "0"));
        header.put(MAGIC, ascii(magic)).put(OWNER, ascii("root")).put(GROUP, ascii("root"));
        int sum = 0;
        for (byte b : header.array()) {
            sum += b & 0xff;
        }
        return header.put(CHECKSUM, ascii(String.format(Locale.ROOT, "%06o\0 ", sum)))
                .array();
    }

    /** Bytes that a member takes with its header. */
    static long taken(long size) {
        return BLOCK + padded(size);
    }

    /** A member's bytes, filled up to whole blocks. */
    static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Zeros behind members that take so many bytes. */
    static long end(long members) {
        return (members + 2 * BLOCK + RECORD - 1) / RECORD * RECORD - members;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
