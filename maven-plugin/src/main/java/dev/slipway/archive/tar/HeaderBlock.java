package dev.slipway.archive.tar;

import java.nio.charset.StandardCharsets;

/** A header as written: 512 bytes, each from a value given here (POSIX pax, "ustar Interchange Format"). */
final class HeaderBlock {
    private final byte[] block = new byte[RawHeader.SIZE];

    HeaderBlock(char type) {
        block[156] = (byte) type;
        ascii(257, "ustar\0" + "00");
        // Always there, also for what is no device: GNU tar and Go do the same.
        number(329, 8, 0);
        number(337, 8, 0);
    }

    /** A text of at most {@code length} bytes, ended by NULs where there is room. */
    void text(int at, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, length));
    }

    /** Octal digits and a NUL; 0 if the number does not fit and a pax record has it. */
    void number(int at, int length, long value) {
        String digits = Long.toOctalString(fits(length, value) ? value : 0);
        ascii(at, "0".repeat(length - 1 - digits.length()) + digits + "\0");
    }

    /** Whether a number can stand in a field. */
    static boolean fits(int length, long value) {
        return value >= 0 && value < 1L << 3 * (length - 1);
    }

    /** The block, with its checksum. */
    byte[] bytes() {
        ascii(148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        String digits = Integer.toOctalString(sum);
        ascii(148, "0".repeat(6 - digits.length()) + digits + "\0 ");
        return block;
    }

    private void ascii(int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, block, at, text.length());
    }
}
