package dev.slipway.archive.iso9660;

/**
 * A file that firmware starts, without emulation of a disk.
 *
 * @param platform the firmware
 * @param path a regular file of the volume
 * @param sectors how many sectors of 512 bytes the firmware loads, 1 to 65535; 0 for the whole file
 * @param informationTable whether the file gets a boot information table, as isolinux expects it
 */
public record BootEntry(BootPlatform platform, String path, int sectors, boolean informationTable) {
    static final int MOST_SECTORS = 0xffff;

    public BootEntry {
        if (sectors < 0 || sectors > MOST_SECTORS) {
            throw new IllegalArgumentException("sectors: " + sectors);
        }
    }
}
