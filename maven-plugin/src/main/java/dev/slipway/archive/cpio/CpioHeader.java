package dev.slipway.archive.cpio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A header and the name behind it (buffer-format.rst, {@code cpio_header}). */
final class CpioHeader {
    private static final int FIELDS = 13;
    private static final int SIZE = 6 + 8 * FIELDS;

    /** As GNU cpio and the kernel's gen_init_cpio write them, so that dumps can be compared; the kernel reads both cases. */
    private static final String DIGITS = "0123456789ABCDEF";

    private final byte[] bytes;

    private CpioHeader(byte[] name) {
        bytes = new byte[padded(SIZE + name.length + 1)];
        System.arraycopy("070701".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
        Arrays.fill(bytes, 6, SIZE, (byte) '0');
        System.arraycopy(name, 0, bytes, SIZE, name.length);
        // Fields left at 0: the device the file came from (there is none), and the checksum that only 070702 has.
        field(11, name.length + 1L);
    }

    static CpioHeader of(String name) {
        return new CpioHeader(name.getBytes(StandardCharsets.UTF_8));
    }

    CpioHeader inode(long inode, long links) {
        field(0, inode);
        field(4, links);
        return this;
    }

    CpioHeader mode(int mode, long uid, long gid) {
        field(1, mode);
        field(2, uid);
        field(3, gid);
        return this;
    }

    CpioHeader mtime(long seconds) {
        field(5, seconds);
        return this;
    }

    CpioHeader size(long size) {
        field(6, size);
        return this;
    }

    CpioHeader device(long major, long minor) {
        field(9, major);
        field(10, minor);
        return this;
    }

    private void field(int number, long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("field " + number + " has 32 bits, not enough for " + value);
        }
        for (int digit = 0; digit < 8; digit++) {
            bytes[6 + 8 * number + digit] = (byte) DIGITS.charAt((int) (value >> 28 - 4 * digit & 15));
        }
    }

    /** Header, name, a NUL, and NULs up to a multiple of four. */
    byte[] bytes() {
        return bytes;
    }

    private static int padded(int size) {
        return size + 3 & ~3;
    }
}
