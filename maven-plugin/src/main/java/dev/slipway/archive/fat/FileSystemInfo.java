package dev.slipway.archive.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * FAT32's FSInfo sector (section 5).
 *
 * @param freeClusters how many clusters hold nothing
 * @param nextFree where a writer should look first
 */
record FileSystemInfo(long freeClusters, long nextFree) {
    static final int SECTOR = 1;

    private static final int LEAD_SIGNATURE = 0x4161_5252;
    private static final int STRUCTURE_SIGNATURE = 0x6141_7272;
    private static final int STRUCTURE_OFFSET = 484;
    private static final int TRAIL_OFFSET = 508;
    private static final int TRAIL_SIGNATURE = 0xaa55_0000;

    private static final int UNKNOWN = -1;

    byte[] bytes() {
        ByteBuffer sector = ByteBuffer.allocate(Geometry.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(LEAD_SIGNATURE).position(STRUCTURE_OFFSET);
        sector.putInt(STRUCTURE_SIGNATURE)
                .putInt((int) freeClusters)
                .putInt(freeClusters == 0 ? UNKNOWN : (int) nextFree);
        return sector.putInt(TRAIL_OFFSET, TRAIL_SIGNATURE).array();
    }
}
