package dev.slipway.archive.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import dev.slipway.archive.zstd.ZstdLibrary;
import java.util.Arrays;

/** How the blocks of a volume are compressed. */
public enum SquashfsCompression {
    /** In Linux from 4.14 on, where {@code CONFIG_SQUASHFS_ZSTD} is set. */
    ZSTD(6, "zstd " + ZstdVersion.VERSION + " level " + SquashfsCompression.LEVEL) {
        @Override
        byte[] compressed(byte[] block) {
            ZstdLibrary.require();
            return Zstd.compress(block, LEVEL);
        }
    },
    /** Not at all: every kernel that has the file system reads it. */
    NONE(1, "none") {
        @Override
        byte[] compressed(byte[] block) {
            return block;
        }
    };

    /** A quarter larger than at level 19, and 30 times as fast. */
    private static final int LEVEL = 9;

    private final int number;
    private final String id;

    SquashfsCompression(int number, String id) {
        this.number = number;
        this.id = id;
    }

    /** Names all that decides over the bytes: library and level. */
    public String id() {
        return id;
    }

    /** The number in the superblock. */
    int number() {
        return number;
    }

    abstract byte[] compressed(byte[] block);

    /** The block as it is stored: compressed, unless that makes it no smaller. */
    Stored store(byte[] block) {
        byte[] compressed = compressed(block);
        return compressed.length < block.length ? new Stored(compressed, false) : new Stored(block, true);
    }

    /**
     * Bytes for the file.
     *
     * @param plain whether they are not compressed
     */
    record Stored(byte[] bytes, boolean plain) {
        static Stored zeros() {
            return new Stored(new byte[0], false);
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stored stored && plain == stored.plain && Arrays.equals(bytes, stored.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
