package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The GUID partition table of a disk (UEFI 2.10, 5.3), with room for 128 partitions.
 *
 * @param diskId the disk's identifier
 * @param sectorSize bytes of a sector, 512 or 4096
 * @param diskSectors size of the disk in sectors
 * @param partitions in the order of their numbers
 */
public record GptTable(Guid diskId, int sectorSize, long diskSectors, List<Partition> partitions) {
    /** The usual size of a sector, in bytes. */
    public static final int SECTOR = 512;

    /** What the backup table takes at the end of a disk with sectors of the usual size. */
    public static final long SECTORS_AT_END = sectorsAtEnd(SECTOR);

    static final int ENTRIES = 128;

    public GptTable {
        partitions = List.copyOf(partitions);
        if (sectorSize != SECTOR && sectorSize != 8 * SECTOR) {
            throw new IllegalArgumentException("sectors of " + sectorSize + " bytes");
        }
        if (partitions.size() > ENTRIES) {
            throw new IllegalArgumentException("a table of " + partitions.size() + " partitions");
        }
        long first = firstUsable(sectorSize);
        long last = diskSectors - sectorsAtEnd(sectorSize) - 1;
        for (Partition partition : partitions) {
            if (partition.firstSector() < first || partition.lastSector() > last) {
                throw new IllegalArgumentException(
                        "outside of the sectors " + first + " to " + last + ": " + partition);
            }
        }
        for (int i = 0; i < partitions.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (overlap(partitions.get(i), partitions.get(j))) {
                    throw new IllegalArgumentException("partitions " + (j + 1) + " and " + (i + 1) + " overlap");
                }
            }
        }
    }

    /** The table of a disk with sectors of the usual size. */
    public GptTable(Guid diskId, long diskSectors, List<Partition> partitions) {
        this(diskId, SECTOR, diskSectors, partitions);
    }

    private static boolean overlap(Partition one, Partition other) {
        return one.firstSector() <= other.lastSector() && other.firstSector() <= one.lastSector();
    }

    private static int entrySectors(int sectorSize) {
        return ENTRIES * Partition.BYTES / sectorSize;
    }

    /** Sectors that the backup table takes at the end of the disk. */
    public static long sectorsAtEnd(int sectorSize) {
        return entrySectors(sectorSize) + 1L;
    }

    /** The first sector a partition may use: behind the master boot record and the primary table. */
    private static long firstUsable(int sectorSize) {
        return entrySectors(sectorSize) + 2L;
    }

    long firstUsable() {
        return firstUsable(sectorSize);
    }

    long lastUsable() {
        return diskSectors - sectorsAtEnd(sectorSize) - 1;
    }

    /** The primary table, for sector 1: header, then entries. */
    public byte[] primary() {
        byte[] entries = entries();
        byte[] header = new GptHeader(1, diskSectors - 1, 2).sector(this, entries);
        return joined(header, entries);
    }

    /** The backup table, for the last {@link #sectorsAtEnd} sectors: entries, then header. */
    public byte[] backup() {
        byte[] entries = entries();
        long start = diskSectors - sectorsAtEnd(sectorSize);
        byte[] header = new GptHeader(diskSectors - 1, 1, start).sector(this, entries);
        return joined(entries, header);
    }

    private byte[] entries() {
        ByteBuffer table = ByteBuffer.allocate(ENTRIES * Partition.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        partitions.forEach(partition -> partition.putInto(table));
        return table.array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
