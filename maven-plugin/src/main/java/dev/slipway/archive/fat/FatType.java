package dev.slipway.archive.fat;

/** The three widths of a file allocation table. The count of clusters decides, and nothing else (section 3.5). */
enum FatType {
    FAT12(12, 1, 4084, 8),
    FAT16(16, 4085, 65524, 16),
    FAT32(32, 65525, 0x0fff_fff4L, 128);

    /** Some readers count by one or a few; the specification asks to stay this far away from the limits. */
    private static final int MARGIN = 16;

    /** In sectors. */
    private static final long GIBIBYTE = 1L << 21;

    private final int bits;
    private final long fewest;
    private final long most;
    private final int largestCluster;

    FatType(int bits, long fewest, long most, int largestCluster) {
        this.bits = bits;
        this.fewest = fewest;
        this.most = most;
        this.largestCluster = largestCluster;
    }

    /** Whether a volume of so many clusters is of this type, with a margin. */
    boolean holds(long clusters) {
        return clusters >= (this == FAT12 ? fewest : fewest + MARGIN) && clusters <= most - MARGIN;
    }

    int bits() {
        return bits;
    }

    long mostClusters() {
        return most;
    }

    /** The smallest cluster worth trying for a volume of so many sectors, in sectors; with FAT32 the usual one (section 3.5). */
    int smallestCluster(long totalSectors) {
        if (this != FAT32) {
            return 1;
        }
        int cluster = totalSectors <= GIBIBYTE / 2 ? 1 : 8;
        for (long limit = 8 * GIBIBYTE; totalSectors > limit && cluster < 64; limit *= 2) {
            cluster *= 2;
        }
        return cluster;
    }

    /** The largest cluster this writer takes for the type, in sectors; beyond it the next type is the better choice. */
    int largestCluster() {
        return largestCluster;
    }

    /** What marks the last cluster of a file, and a sound volume in entry 1. */
    int endOfChain() {
        return this == FAT32 ? 0x0fff_ffff : (1 << bits) - 1;
    }

    /** The eight bytes in the boot sector; for people, no reader may decide by them. */
    String label() {
        return name() + "   ";
    }
}
