package dev.slipway.archive.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The GPT header (UEFI 2.10, 5.3.2), which there is twice: each names its own place and the other's.
 *
 * @param ownSector where this header stands
 * @param otherSector where the other one stands
 * @param entriesSector where the entries that belong to this one start
 */
record GptHeader(long ownSector, long otherSector, long entriesSector) {
    private static final byte[] SIGNATURE = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int REVISION_1_0 = 0x0001_0000;
    private static final int BYTES = 92;
    private static final int CRC_OFFSET = 16;

    byte[] sector(GptTable table, byte[] entries) {
        ByteBuffer header = ByteBuffer.allocate(table.sectorSize()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(SIGNATURE).putInt(REVISION_1_0).putInt(BYTES).putInt(0).putInt(0);
        header.putLong(ownSector).putLong(otherSector);
        header.putLong(table.firstUsable()).putLong(table.lastUsable());
        table.diskId().putInto(header);
        header.putLong(entriesSector).putInt(GptTable.ENTRIES).putInt(Partition.BYTES);
        header.putInt(crc(entries, entries.length));
        return header.putInt(CRC_OFFSET, crc(header.array(), BYTES)).array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
