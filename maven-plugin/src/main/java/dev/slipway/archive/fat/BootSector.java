package dev.slipway.archive.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The boot sector with the BIOS parameter block (sections 3.1 to 3.3). No code worth the name: nothing starts from here. */
record BootSector(Geometry geometry, VolumeLabel label, int serial) {
    /** Where FAT32 keeps the copy of its first three sectors. */
    static final int BACKUP_SECTOR = 6;

    private static final byte[] JUMP_TO_62 = {(byte) 0xeb, 0x3c, (byte) 0x90};
    private static final byte[] JUMP_TO_90 = {(byte) 0xeb, 0x58, (byte) 0x90};
    // INT 18h, "try the next boot device"; should it return, halt for ever.
    private static final byte[] CODE = {(byte) 0xcd, 0x18, (byte) 0xf4, (byte) 0xeb, (byte) 0xfd};
    // The specification asks for this name: some drivers look at it.
    private static final String OEM_NAME = "MSWIN4.1";
    private static final byte FIXED_DISK = (byte) 0xf8;
    private static final byte FIRST_HARD_DISK = (byte) 0x80;
    private static final byte SERIAL_FOLLOWS = 0x29;
    private static final short SECTORS_PER_TRACK = 63;
    private static final short HEADS = 255;
    private static final int SIGNATURE_OFFSET = 510;
    private static final short SIGNATURE = (short) 0xaa55;

    byte[] bytes() {
        boolean fat32 = geometry.type() == FatType.FAT32;
        boolean small = !fat32 && geometry.totalSectors() < 0x10000;
        ByteBuffer sector = ByteBuffer.allocate(Geometry.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(fat32 ? JUMP_TO_90 : JUMP_TO_62).put(OEM_NAME.getBytes(StandardCharsets.US_ASCII));
        sector.putShort((short) geometry.sectorBytes()).put((byte) geometry.sectorsPerCluster());
        sector.putShort((short) geometry.reservedSectors()).put((byte) Geometry.FATS);
        sector.putShort((short) geometry.rootEntries());
        sector.putShort((short) (small ? geometry.totalSectors() : 0)).put(FIXED_DISK);
        sector.putShort((short) (fat32 ? 0 : geometry.fatSectors()));
        sector.putShort(SECTORS_PER_TRACK).putShort(HEADS);
        // Hidden sectors stay 0: the volume is part of a CD as well, where there are none.
        sector.putInt(0).putInt((int) (small ? 0 : geometry.totalSectors()));
        if (fat32) {
            sector.putInt((int) geometry.fatSectors()).putShort((short) 0).putShort((short) 0);
            sector.putInt(Geometry.FIRST_CLUSTER).putShort((short) FileSystemInfo.SECTOR);
            sector.putShort((short) BACKUP_SECTOR).put(new byte[12]);
        }
        sector.put(FIRST_HARD_DISK).put((byte) 0).put(SERIAL_FOLLOWS).putInt(serial);
        sector.put(label.bytes()).put(geometry.type().label().getBytes(StandardCharsets.US_ASCII));
        sector.put(CODE);
        return sector.putShort(SIGNATURE_OFFSET, SIGNATURE).array();
    }
}
