package dev.slipway.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Compressions that are known by their first bytes and not read; no layer of an image may have one. */
enum ForeignCompression {
    BZIP2("bzip2", "bunzip2", 'B', 'Z', 'h'),
    LZIP("lzip", "lzip -d", 'L', 'Z', 'I', 'P'),
    LZ4("lz4", "lz4 -d", 0x04, 0x22, 0x4d, 0x18),
    COMPRESS("compress", "uncompress", 0x1f, 0x9d),
    SEVEN_ZIP("7-Zip", "7z x", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
    ZIP("zip", "unzip", 'P', 'K', 3, 4),
    /** The .lzma format: properties 3/0/2, a dictionary of a power of two, and mostly an unknown size. */
    LZMA("lzma", "unlzma", 0x5d, 0, 0);

    private static final int USTAR = 257;

    private final String word;
    private final String unpacker;
    private final byte[] magic;

    ForeignCompression(String word, String unpacker, int... magic) {
        this.word = word;
        this.unpacker = unpacker;
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    /** The compression that a stream of these first bytes has; none if it is a tar archive. */
    static Optional<ForeignCompression> of(byte[] head) {
        byte[] ustar = "ustar".getBytes(StandardCharsets.US_ASCII);
        if (head.length >= USTAR + ustar.length
                && Arrays.equals(head, USTAR, USTAR + ustar.length, ustar, 0, ustar.length)) {
            return Optional.empty();
        }
        return Arrays.stream(values()).filter(each -> each.isOf(head)).findFirst();
    }

    private boolean isOf(byte[] head) {
        boolean starts = head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
        // A tar of the time before POSIX may begin with a file named "]".
        return starts && (this != LZMA || head.length > 12 && (head[4] != 0 || head[12] != 0));
    }

    /** The usual name. */
    String id() {
        return word;
    }

    /** The command that unpacks it. */
    String unpacker() {
        return unpacker;
    }
}
