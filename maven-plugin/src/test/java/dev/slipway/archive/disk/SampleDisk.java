package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import java.util.Map;
import java.util.Random;

/** A disk with something at its start, in the middle of a unit, over the borders of tables, and at its very end. */
final class SampleDisk {
    static final long MIB = 1 << 20;
    static final DiskIdentity IDENTITY = new DiskIdentity(Digest.of(new byte[0]), 1492533000);

    private SampleDisk() {}

    /** Its size is no multiple of 2 MiB. */
    static BlockImage image() {
        long size = 1025 * MIB;
        return BlockImage.of(
                Map.of(0L, noise(512), 3 * MIB + 5, noise(70_000), 512 * MIB - 3, noise(100_000), size - 17, noise(17)),
                size);
    }

    private static Piece noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Piece.of(bytes);
    }
}
