package dev.slipway.archive.gzip;

import dev.slipway.content.Digest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether this JVM's zlib gives the bytes we promise. zlib itself makes no promise; a fixed text is compressed and the digest of
 * what comes out compared with what zlib 1.2.13 and 1.3 gave.
 */
public final class ReferenceZlib {
    private static final String EXPECTED = "c5dd88d075ef3717547256e3075d59b5f8f198bcaec60d189ba3d91d98ab2131";

    private static final int LENGTH = 1 << 17;

    /** All levels from 4 on are one algorithm with other limits. */
    private static final int LEVEL = 6;

    private ReferenceZlib() {}

    /** The check is made once; most builds never need it. */
    private static final class Once {
        private static final String ACTUAL = digestOfCompressedText();
    }

    /** @throws UnsupportedZlib if the bytes would be others */
    public static void require() {
        require(Once.ACTUAL);
    }

    /** @param actual the digest of what a zlib made of the text */
    static void require(String actual) {
        if (!actual.equals(EXPECTED)) {
            throw new UnsupportedZlib(EXPECTED, actual);
        }
    }

    private static String digestOfCompressedText() {
        byte[] text = text();
        byte[] dictionary = Arrays.copyOf(text, GzipBlock.WINDOW);
        byte[] rest = Arrays.copyOfRange(text, GzipBlock.WINDOW, LENGTH);
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        sha256.update(compress(new byte[0], text, GzipBlock.WINDOW, false));
        sha256.update(compress(dictionary, rest, rest.length, true));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static byte[] compress(byte[] dictionary, byte[] text, int length, boolean last) {
        return GzipBlock.compress(dictionary, new GzipBlock.Plain(text, length), last, LEVEL);
    }

    /** Words that come again near and far, runs, and noise: what makes implementations choose. */
    private static byte[] text() {
        byte[] text = new byte[LENGTH];
        int state = 1;
        int at = 0;
        while (at < LENGTH) {
            // Numerical Recipes' generator; any would do that is written down here.
            state = state * 1664525 + 1013904223;
            int length = 1 + (state >>> 27);
            int from = at - 1 - (state >>> 8 & 0x3fff);
            int kind = state >>> 24 & 7;
            for (int i = 0; i < length && at < LENGTH; i++, at++) {
                boolean copied = kind < 5 && from >= 0;
                text[at] = copied ? text[from + i] : (byte) (kind == 5 ? 'a' : state >>> i % 24);
            }
        }
        return text;
    }
}
