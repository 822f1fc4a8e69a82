package dev.slipway.archive.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import dev.slipway.archive.zstd.ZstdLibrary;

/**
 * How the blocks of a volume are compressed.
 *
 * @param level of zstd, which Linux reads from 4.14 on where {@code CONFIG_SQUASHFS_ZSTD} is set; 0 for no compression
 */
public record SquashfsCompression(int level) {
    /** Not at all: every kernel that has the file system reads it. */
    public static final SquashfsCompression NONE = new SquashfsCompression(0);

    /** Level 19 takes minutes where this takes seconds. */
    public static final SquashfsCompression USUAL = new SquashfsCompression(9);

    private static final int HIGHEST = 19;
    private static final int GZIP_NUMBER = 1;
    private static final int ZSTD_NUMBER = 6;

    public SquashfsCompression {
        if (level < 0 || level > HIGHEST) {
            throw new IllegalArgumentException("no level: " + level);
        }
    }

    /** Names all that decides over the bytes: library and level. */
    public String id() {
        return level == 0 ? "none" : "zstd " + ZstdVersion.VERSION + " level " + level;
    }

    /** The number in the superblock, which has to name some method. */
    int number() {
        return level == 0 ? GZIP_NUMBER : ZSTD_NUMBER;
    }

    /** The block as it is stored: compressed, unless that makes it no smaller. */
    Stored store(byte[] block) {
        if (level == 0) {
            return new Stored(block, true);
        }
        ZstdLibrary.require();
        byte[] compressed = Zstd.compress(block, level);
        return compressed.length < block.length ? new Stored(compressed, false) : new Stored(block, true);
    }

    /**
     * Bytes for the file.
     *
     * @param plain whether they are not compressed
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Stored(byte[] bytes, boolean plain) {}
}
