package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One entry of a GUID partition table (UEFI 2.10, 5.3.3).
 *
 * @param type what it holds
 * @param id its own identifier
 * @param firstSector where it starts, in sectors of the disk
 * @param sectors its length, at least 1
 * @param attributes bit set, 0 for none
 * @param name up to 36 UTF-16 units
 */
public record Partition(Guid type, Guid id, long firstSector, long sectors, long attributes, String name) {
    /** Firmware must not look for a boot loader here. */
    public static final long NO_BLOCK_IO = 1L << 1;

    /** The file system grows with the partition (discoverable partitions specification). */
    public static final long GROW_FILE_SYSTEM = 1L << 59;

    /** Basic data only: must not be written to. */
    public static final long READ_ONLY = 1L << 60;

    /** Basic data only: Windows gives it no drive letter, and so never offers to format it. */
    public static final long NO_DRIVE_LETTER = 1L << 63;

    static final int BYTES = 128;
    private static final int NAME_UNITS = 36;

    public Partition {
        if (firstSector < 0 || sectors < 1) {
            throw new IllegalArgumentException("a partition of " + sectors + " sectors from " + firstSector);
        }
        if (name.length() > NAME_UNITS) {
            throw new IllegalArgumentException("a partition name has up to 36 characters: " + name);
        }
    }

    long lastSector() {
        return firstSector + sectors - 1;
    }

    void putInto(ByteBuffer table) {
        int start = table.position();
        type.putInto(table);
        id.putInto(table);
        table.putLong(firstSector).putLong(lastSector()).putLong(attributes);
        table.put(name.getBytes(StandardCharsets.UTF_16LE));
        table.position(start + BYTES);
    }
}
