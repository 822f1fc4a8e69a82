package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A master boot record with one partition of FAT32 and no code (UEFI 2.10, 5.2.1), for firmware that knows no GPT.
 *
 * @param id the disk's signature
 * @param offset of the partition, in bytes
 * @param size of the partition, in bytes
 */
public record SinglePartition(int id, long offset, long size) {
    /** Bytes of a sector. */
    public static final int SECTOR = GptTable.SECTOR;

    /** FAT32, found by the numbers of its sectors. */
    private static final byte FAT32 = 0x0c;

    /** Cylinder, head and sector of what is beyond them. */
    private static final byte[] NOT_USED = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};

    private static final long MOST_SECTORS = 0xffff_ffffL;

    public SinglePartition {
        if (offset % SECTOR != 0 || size % SECTOR != 0 || (offset + size) / SECTOR > MOST_SECTORS) {
            throw new IllegalArgumentException("a partition of " + size + " bytes at " + offset);
        }
    }

    /** The sector. */
    public byte[] bytes() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(MasterBootRecord.CODE_BYTES, id);
        sector.position(MasterBootRecord.TABLE_OFFSET);
        sector.put(MasterBootRecord.entry(
                MasterBootRecord.ACTIVE, NOT_USED, FAT32, NOT_USED, (int) (offset / SECTOR), (int) (size / SECTOR)));
        sector.putShort(MasterBootRecord.SIGNATURE_OFFSET, MasterBootRecord.SIGNATURE);
        return sector.array();
    }
}
