package dev.slipway.archive.disk;

import dev.slipway.archive.gpt.Guid;
import java.nio.ByteBuffer;

/**
 * The metadata region of a VHDX ([MS-VHDX] 2.6).
 *
 * @param size of the disk, in bytes
 * @param sectorSize bytes of a sector
 * @param page83 the identifier that a guest sees
 */
record VhdxMetadata(long size, int sectorSize, Guid page83) {
    static final long OFFSET = 2L * VhdxWriter.MIB;
    static final int BYTES = VhdxWriter.MIB;

    private static final int ITEMS = 5;
    private static final int FIRST_ITEM = 64 << 10;
    private static final int ITEM = 16;
    private static final int REQUIRED = 4;
    private static final int OF_THE_DISK = 2;
    private static final int PHYSICAL_SECTOR = 4096;

    byte[] bytes() {
        ByteBuffer region = VhdxHeaders.little(BYTES);
        region.put(VhdFooter.ascii("metadata")).putShort((short) 0).putShort((short) ITEMS);
        region.position(32);
        item(region, 0, "CAA16737-FA36-4D43-B3B6-33F0AA44E76B", 8, REQUIRED);
        item(region, 1, "2FA54224-CD1B-4876-B211-5DBED83BF4B8", 8, REQUIRED | OF_THE_DISK);
        item(region, 2, "BECA12AB-B2E6-4523-93EF-C309E000C746", 16, REQUIRED | OF_THE_DISK);
        item(region, 3, "8141BF1D-A96F-4709-BA47-F233A8FAAB5F", 4, REQUIRED | OF_THE_DISK);
        item(region, 4, "CDA348C7-445D-4471-9CC9-E9885251C556", 4, REQUIRED | OF_THE_DISK);
        region.putInt(FIRST_ITEM, VhdxWriter.BLOCK).putLong(FIRST_ITEM + ITEM, size);
        page83.putInto(region.position(FIRST_ITEM + 2 * ITEM));
        return region.putInt(FIRST_ITEM + 3 * ITEM, sectorSize)
                .putInt(FIRST_ITEM + 4 * ITEM, PHYSICAL_SECTOR)
                .array();
    }

    private static void item(ByteBuffer region, int number, String id, int length, int flags) {
        Guid.parse(id).putInto(region);
        region.putInt(FIRST_ITEM + number * ITEM).putInt(length).putInt(flags).putInt(0);
    }
}
