package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The boot catalog (El Torito 1.0, chapter 2) and the volume descriptor that leads to it. */
record BootCatalog(List<BootEntry> entries, Map<String, Extent> files) {
    static final int BYTES = Iso.BLOCK;

    private static final int ENTRY = 32;
    private static final int SECTOR = 512;
    private static final byte BOOTABLE = (byte) 0x88;
    private static final byte MORE_HEADERS = (byte) 0x90;
    private static final byte LAST_HEADER = (byte) 0x91;
    private static final short KEY = (short) 0xaa55;
    private static final int CHECKSUM_OFFSET = 28;

    /** The boot record volume descriptor (figure 7). */
    static byte[] descriptor(long catalogBlock) {
        ByteBuffer block = VolumeDescriptor.head((byte) 0).order(ByteOrder.LITTLE_ENDIAN);
        block.put("EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII)).position(71);
        return block.putInt((int) catalogBlock).array();
    }

    byte[] bytes() {
        ByteBuffer catalog = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        catalog.put(validation(entries.get(0).platform()));
        putEntry(catalog, entries.get(0));
        for (int i = 1; i < entries.size(); i++) {
            catalog.put(i + 1 < entries.size() ? MORE_HEADERS : LAST_HEADER);
            catalog.put(entries.get(i).platform().id()).putShort((short) 1).put(new byte[ENTRY - 4]);
            putEntry(catalog, entries.get(i));
        }
        return catalog.array();
    }

    /** The validation entry (2.1); its 16-bit words add up to zero. */
    private static byte[] validation(BootPlatform platform) {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        entry.put((byte) 1).put(platform.id());
        entry.putShort(ENTRY - 2, KEY);
        int sum = 0;
        for (int i = 0; i < ENTRY; i += 2) {
            sum += entry.getShort(i);
        }
        return entry.putShort(CHECKSUM_OFFSET, (short) -sum).array();
    }

    /** The default entry (2.2) and a section entry (2.4) are alike without emulation and selection criteria. */
    private void putEntry(ByteBuffer catalog, BootEntry entry) {
        Extent file = files.getOrDefault(entry.path(), Extent.NONE);
        catalog.put(BOOTABLE).put((byte) 0).putShort((short) 0).put((byte) 0).put((byte) 0);
        catalog.putShort((short) sectors(entry, file))
                .putInt((int) file.block())
                .put(new byte[ENTRY - 12]);
    }

    private static long sectors(BootEntry entry, Extent file) {
        if (entry.sectors() > 0) {
            return entry.sectors();
        }
        long sectors = (file.bytes() + SECTOR - 1) / SECTOR;
        if (sectors > BootEntry.MOST_SECTORS) {
            throw new BootImageTooLarge(entry.path(), file.bytes());
        }
        return sectors;
    }
}
