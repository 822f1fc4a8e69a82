package dev.slipway.archive.tar;

import java.nio.charset.StandardCharsets;

/** The 512 bytes before a member (POSIX pax, "ustar Interchange Format"). */
final class RawHeader {
    static final int SIZE = 512;

    private static final int CHECKSUM = 148;

    private final byte[] block;
    private final TarText text;

    /** @throws MalformedTar if the header's checksum is another */
    RawHeader(byte[] block, TarText text) {
        this.block = block;
        this.text = text;
        int signed = 0;
        int unsigned = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean inChecksum = i >= CHECKSUM && i < CHECKSUM + 8;
            signed += inChecksum ? ' ' : block[i];
            unsigned += inChecksum ? ' ' : block[i] & 0xff;
        }
        long stored = number(CHECKSUM, 8, "checksum");
        // Some old writers summed signed bytes.
        if (stored != unsigned && stored != signed) {
            throw text.malformed("this is not a tar archive, or it is damaged: a header's checksum is wrong");
        }
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The name; only POSIX headers have a prefix, GNU's keep other things in its place. */
    String name() {
        String name = string(0, 100);
        boolean posix = new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = posix ? string(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    int mode() {
        return (int) (number(100, 8, "mode") & 07777);
    }

    long uid() {
        return number(108, 8, "uid");
    }

    long gid() {
        return number(116, 8, "gid");
    }

    long size() {
        long size = number(124, 12, "size");
        if (size < 0) {
            throw text.malformed("a header has a negative size");
        }
        return size;
    }

    long mtime() {
        return number(136, 12, "mtime");
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String link() {
        return string(157, 100);
    }

    long major() {
        return number(329, 8, "devmajor");
    }

    long minor() {
        return number(337, 8, "devminor");
    }

    private String string(int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return text.decode(block, from, end);
    }

    /** Octal digits between spaces and NULs, or GNU's base-256 where the first bit is set. */
    private long number(int from, int length, String field) {
        if ((block[from] & 0x80) != 0) {
            return base256(from, length, field);
        }
        long value = 0;
        int at = from;
        int end = from + length;
        while (at < end && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        for (; at < end && block[at] != ' ' && block[at] != 0; at++) {
            if (block[at] < '0' || block[at] > '7') {
                throw text.malformed(
                        "this is not a tar archive, or it is damaged: header field " + field + " is not octal");
            }
            value = value * 8 + block[at] - '0';
        }
        return value;
    }

    private long base256(int from, int length, String field) {
        boolean negative = (block[from] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = from; i < from + length; i++) {
            int b = i == from ? block[i] & 0x7f | (negative ? 0x80 : 0) : block[i] & 0xff;
            long shifted = value << 8 | b;
            if (shifted >> 8 != value) {
                throw text.malformed("header field " + field + " is out of range");
            }
            value = shifted;
        }
        return value;
    }
}
