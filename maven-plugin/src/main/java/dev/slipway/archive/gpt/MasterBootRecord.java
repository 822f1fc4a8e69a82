package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The protective master boot record in front of a GPT (UEFI 2.10, 5.2.3), with code for BIOS machines. */
public final class MasterBootRecord {
    /** Room for boot code, in bytes. */
    public static final int CODE_BYTES = 440;

    static final int TABLE_OFFSET = 446;
    static final int SIGNATURE_OFFSET = 510;
    static final short SIGNATURE = (short) 0xaa55;
    private static final byte GPT_PROTECTIVE = (byte) 0xee;
    static final byte ACTIVE = (byte) 0x80;
    private static final byte[] CHS_OF_SECTOR_1 = {0, 2, 0};
    private static final byte[] CHS_BEYOND = {(byte) 0xff, (byte) 0xff, (byte) 0xff};
    private static final byte[] CHS_OF_SECTOR_0 = {0, 1, 0};
    private static final int ENTRY_BYTES = 16;

    private final byte[] code;
    private final long diskSectors;

    /**
     * @param code boot code, at most {@link #CODE_BYTES}; empty for a disk that no BIOS shall start
     * @param diskSectors size of the disk in sectors of its own
     */
    public MasterBootRecord(byte[] code, long diskSectors) {
        if (code.length > CODE_BYTES) {
            throw new IllegalArgumentException("boot code of " + code.length + " bytes, room is for " + CODE_BYTES);
        }
        this.code = code.clone();
        this.diskSectors = diskSectors;
    }

    /** The sector, or the start of one that is larger. */
    public byte[] bytes() {
        ByteBuffer sector = ByteBuffer.allocate(GptTable.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(code).position(TABLE_OFFSET);
        // Beyond 2 TiB the length is all ones by the specification.
        int length = (int) Math.min(diskSectors - 1, 0xffff_ffffL);
        sector.put(entry((byte) 0, CHS_OF_SECTOR_1, GPT_PROTECTIVE, CHS_BEYOND, 1, length));
        if (code.length > 0) {
            // Some BIOSes start no disk without an active partition, and the protective one must not be active. An
            // active entry of
            // type 0, which is no partition at all, satisfies both.
            sector.put(entry(ACTIVE, CHS_OF_SECTOR_0, (byte) 0, CHS_OF_SECTOR_0, 0, 1));
        }
        sector.putShort(SIGNATURE_OFFSET, SIGNATURE);
        return sector.array();
    }

    static byte[] entry(byte status, byte[] firstChs, byte type, byte[] lastChs, int first, int length) {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return entry.put(status)
                .put(firstChs)
                .put(type)
                .put(lastChs)
                .putInt(first)
                .putInt(length)
                .array();
    }
}
