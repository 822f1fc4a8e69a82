package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The GUID partition table of a disk (UEFI 2.10, 5.3), with room for 128 partitions.
 *
 * @param diskId the disk's identifier
 * @param diskSectors size of the disk in sectors of 512 bytes
 * @param partitions in the order of their numbers
 */
public record GptTable(Guid diskId, long diskSectors, List<Partition> partitions) {
    /** The only sector size here, in bytes. */
    public static final int SECTOR = 512;

    /** The first sector a partition may use: behind the master boot record and the primary table. */
    static final long FIRST_USABLE = 34;

    /** What the backup table takes at the end of the disk. */
    public static final long SECTORS_AT_END = 33;

    static final int ENTRIES = 128;
    private static final int ENTRY_SECTORS = ENTRIES * Partition.BYTES / SECTOR;

    public GptTable {
        partitions = List.copyOf(partitions);
        if (partitions.size() > ENTRIES) {
            throw new IllegalArgumentException("a table of " + partitions.size() + " partitions");
        }
        long last = diskSectors - SECTORS_AT_END - 1;
        for (Partition partition : partitions) {
            if (partition.firstSector() < FIRST_USABLE || partition.lastSector() > last) {
                throw new IllegalArgumentException(
                        "outside of the sectors " + FIRST_USABLE + " to " + last + ": " + partition);
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

    private static boolean overlap(Partition one, Partition other) {
        return one.firstSector() <= other.lastSector() && other.firstSector() <= one.lastSector();
    }

    long lastUsable() {
        return diskSectors - SECTORS_AT_END - 1;
    }

    /** The primary table, for sector 1: header, then entries. */
    public byte[] primary() {
        byte[] entries = entries();
        byte[] header = new GptHeader(1, diskSectors - 1, 2).sector(this, entries);
        return joined(header, entries);
    }

    /** The backup table, for the last {@link #SECTORS_AT_END} sectors: entries, then header. */
    public byte[] backup() {
        byte[] entries = entries();
        byte[] header = new GptHeader(diskSectors - 1, 1, diskSectors - SECTORS_AT_END).sector(this, entries);
        return joined(entries, header);
    }

    private byte[] entries() {
        ByteBuffer table = ByteBuffer.allocate(ENTRY_SECTORS * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
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
