package dev.slipway.archive.fat;

import java.util.Optional;

/**
 * Where the parts of a volume lie, in sectors (section 3.1 and 3.5).
 *
 * @param type decided by the count of clusters
 * @param totalSectors size of the volume
 * @param sectorsPerCluster a power of two
 * @param rootEntries room in the fixed root directory; 0 with FAT32, whose root directory is like any other
 * @param fatSectors size of one of the two tables
 * @param sectorBytes size of a sector: 512, or with FAT32 also 4096
 */
record Geometry(
        FatType type, long totalSectors, int sectorsPerCluster, int rootEntries, long fatSectors, int sectorBytes) {
    /** The usual size of a sector, and the size of every structure that has one for itself. */
    static final int SECTOR = 512;

    static final int FATS = 2;
    static final int FIRST_CLUSTER = 2;
    static final int ENTRY_BYTES = 32;
    static final long MOST_SECTORS = 0xffff_ffffL;

    private static final int ENTRIES_PER_SECTOR = SECTOR / ENTRY_BYTES;
    private static final int USUAL_ROOT_ENTRIES = 512;

    /**
     * The geometry of a volume: the narrowest table, with it the smallest clusters, that the size allows.
     *
     * @param neededRootEntries entries of the root directory
     */
    static Optional<Geometry> of(long totalSectors, long neededRootEntries) {
        for (FatType type : FatType.values()) {
            int rootEntries = rootEntries(type, neededRootEntries);
            for (int cluster = type.smallestCluster(totalSectors); cluster <= type.largestCluster(); cluster *= 2) {
                if (totalSectors / cluster > 2 * type.mostClusters()) {
                    continue;
                }
                Geometry geometry = fitted(new Geometry(type, totalSectors, cluster, rootEntries, 1, SECTOR));
                if (type.holds(geometry.clusters())) {
                    return Optional.of(geometry);
                }
            }
        }
        return Optional.empty();
    }

    /** The geometry of a FAT32 volume with the usual clusters; empty if the volume is too small for the type. */
    static Optional<Geometry> fat32(long totalSectors, int sectorBytes) {
        int scale = sectorBytes / SECTOR;
        int cluster = Math.max(1, FatType.FAT32.smallestCluster(totalSectors * scale) / scale);
        Geometry geometry = fitted(new Geometry(FatType.FAT32, totalSectors, cluster, 0, 1, sectorBytes));
        return Optional.of(geometry).filter(each -> FatType.FAT32.holds(each.clusters()));
    }

    private static int rootEntries(FatType type, long needed) {
        if (type == FatType.FAT32) {
            return 0;
        }
        long whole = (needed + ENTRIES_PER_SECTOR - 1) / ENTRIES_PER_SECTOR * ENTRIES_PER_SECTOR;
        return (int) Math.max(USUAL_ROOT_ENTRIES, whole);
    }

    // A larger table leaves fewer clusters to describe: the first table that is large enough is the one.
    private static Geometry fitted(Geometry first) {
        Geometry geometry = first;
        while (geometry.neededFatSectors() > geometry.fatSectors) {
            geometry = geometry.withFatSectors(geometry.fatSectors + 1);
        }
        return geometry;
    }

    private Geometry withFatSectors(long sectors) {
        return new Geometry(type, totalSectors, sectorsPerCluster, rootEntries, sectors, sectorBytes);
    }

    private long neededFatSectors() {
        long bits = (clusters() + FIRST_CLUSTER) * type.bits();
        return (bits + 8L * sectorBytes - 1) / (8L * sectorBytes);
    }

    /** The boot sector and, with FAT32, its companions. */
    int reservedSectors() {
        return type == FatType.FAT32 ? 32 : 1;
    }

    long rootSector() {
        return reservedSectors() + FATS * fatSectors;
    }

    long firstDataSector() {
        return rootSector() + rootEntries / ENTRIES_PER_SECTOR;
    }

    /** Count of clusters; not positive if the volume is smaller than its own tables. */
    long clusters() {
        return Math.floorDiv(totalSectors - firstDataSector(), (long) sectorsPerCluster);
    }

    int clusterBytes() {
        return sectorsPerCluster * sectorBytes;
    }

    /** Clusters that so many bytes take. */
    long clustersOf(long bytes) {
        return (bytes + clusterBytes() - 1) / clusterBytes();
    }

    /** Offset of a cluster in bytes. */
    long offsetOf(long cluster) {
        return (firstDataSector() + (cluster - FIRST_CLUSTER) * sectorsPerCluster) * sectorBytes;
    }
}
