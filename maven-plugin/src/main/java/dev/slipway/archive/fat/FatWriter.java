package dev.slipway.archive.fat;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes FAT volumes. The type follows from the size: FAT12 to about 16 MiB, FAT16 to about 512 MiB, then FAT32.
 *
 * <pre>
 * BlockImage image = new FatWriter(volume).smallest(1 &lt;&lt; 20);
 * BlockImage system = new FatWriter(volume).smallestFat32(1 &lt;&lt; 20, 512);
 * </pre>
 */
public final class FatWriter {
    private final FatVolume volume;
    private final FatLayout layout;

    /** @throws FatCannotHold if something of the volume's files has no place on FAT */
    public FatWriter(FatVolume volume) {
        this.volume = volume;
        this.layout = new FatLayout(volume.files());
    }

    /**
     * The smallest volume that holds the files.
     *
     * @param multiple its size is a multiple of this many bytes, itself a multiple of 512
     */
    public BlockImage smallest(long multiple) {
        long bytes = layout.files().stream().mapToLong(FatLayout::sizeOf).sum();
        for (long size = (bytes / multiple + 1) * multiple; ; size += multiple) {
            Optional<Geometry> geometry = geometry(size);
            if (geometry.isPresent()) {
                return new Volume(geometry.get()).image();
            }
        }
    }

    /**
     * The smallest FAT32 volume that holds the files. UEFI promises to read no other type from a disk; below 33 MiB, or 257 MiB with
     * sectors of 4096 bytes, there is none.
     *
     * @param multiple its size is a multiple of this many bytes
     * @param sectorBytes size of a sector of the disk, 512 or 4096
     */
    public BlockImage smallestFat32(long multiple, int sectorBytes) {
        long bytes = layout.files().stream().mapToLong(FatLayout::sizeOf).sum();
        for (long size = (bytes / multiple + 1) * multiple; ; size += multiple) {
            long sectors = size / sectorBytes;
            requireAddressable(sectors, size);
            Optional<Geometry> geometry = Geometry.fat32(sectors, sectorBytes).filter(this::fits);
            if (geometry.isPresent()) {
                return new Volume(geometry.get()).image();
            }
        }
    }

    /**
     * A volume of a size in bytes, a multiple of 512.
     *
     * @throws FatCannotHold if the files do not fit
     */
    public BlockImage ofSize(long size) {
        Geometry geometry = geometry(size)
                .orElseThrow(() -> new FatCannotHold(
                        "/", "the files do not fit into a volume of " + size + " bytes", "Make the volume larger."));
        return new Volume(geometry).image();
    }

    private Optional<Geometry> geometry(long size) {
        long sectors = size / Geometry.SECTOR;
        requireAddressable(sectors, size);
        return Geometry.of(sectors, layout.root().slots()).filter(this::fits);
    }

    private boolean fits(Geometry geometry) {
        return layout.clustersIn(geometry) <= geometry.clusters();
    }

    private static void requireAddressable(long sectors, long size) {
        if (sectors > Geometry.MOST_SECTORS) {
            throw new FatCannotHold(
                    "/",
                    "a FAT volume ends at 2 TiB, this one would have " + size + " bytes",
                    "Put fewer or smaller files on it.");
        }
    }

    /** One volume in the making: clusters are given out from the first one on. */
    private final class Volume {
        private final Geometry geometry;
        private final Map<Long, Piece> pieces = new TreeMap<>();
        private final Map<String, Long> firstClusters = new HashMap<>();
        private final NavigableSet<Long> lastClusters = new TreeSet<>();
        private long nextCluster = Geometry.FIRST_CLUSTER;

        Volume(Geometry geometry) {
            this.geometry = geometry;
        }

        BlockImage image() {
            for (FatDirectory directory : layout.directories()) {
                putDirectory(directory);
            }
            for (Entry file : layout.files()) {
                putFile(file);
            }
            // A child of the root names cluster 0 as its parent, with FAT32 too (section 6.5).
            firstClusters.remove("");
            putTables();
            putBootSectors(0);
            if (geometry.type() == FatType.FAT32) {
                putBootSectors(BootSector.BACKUP_SECTOR);
            }
            return BlockImage.of(pieces, geometry.totalSectors() * geometry.sectorBytes());
        }

        private void putDirectory(FatDirectory directory) {
            Piece piece = Piece.of(
                    directory.bytes(),
                    () -> new ByteArrayInputStream(new DirectoryEntries(volume, firstClusters).of(directory)));
            if (FatLayout.hasClusters(directory, geometry)) {
                pieces.put(allocate(directory.path(), directory.bytes()), piece);
            } else {
                pieces.put(geometry.rootSector() * geometry.sectorBytes(), piece);
            }
        }

        private void putFile(Entry file) {
            if (file.node() instanceof Node.RegularFile regular
                    && regular.content().size() > 0) {
                pieces.put(allocate(file.path(), regular.content().size()), Piece.of(regular.content()));
            }
        }

        private long allocate(String path, long bytes) {
            long first = nextCluster;
            nextCluster += geometry.clustersOf(bytes);
            firstClusters.put(path, first);
            lastClusters.add(nextCluster - 1);
            return geometry.offsetOf(first);
        }

        private void putTables() {
            FatTable table = new FatTable(geometry.type(), lastClusters);
            for (int number = 0; number < Geometry.FATS; number++) {
                long start = (geometry.reservedSectors() + number * geometry.fatSectors()) * geometry.sectorBytes();
                table.pieces().forEach((offset, piece) -> pieces.put(start + offset, piece));
            }
        }

        private void putBootSectors(int sector) {
            long start = (long) sector * geometry.sectorBytes();
            pieces.put(start, Piece.of(new BootSector(geometry, volume.label(), volume.serial()).bytes()));
            if (geometry.type() == FatType.FAT32) {
                long free = geometry.clusters() - (nextCluster - Geometry.FIRST_CLUSTER);
                FileSystemInfo info = new FileSystemInfo(free, nextCluster);
                pieces.put(start + (long) FileSystemInfo.SECTOR * geometry.sectorBytes(), Piece.of(info.bytes()));
                pieces.put(start + 2L * geometry.sectorBytes(), Piece.of(thirdSector()));
            }
        }

        // The third boot sector of FAT32 holds no more than the signature.
        private byte[] thirdSector() {
            byte[] sector = new byte[Geometry.SECTOR];
            sector[510] = 0x55;
            sector[511] = (byte) 0xaa;
            return sector;
        }
    }
}
