package dev.slipway.archive.iso9660;

/** Which firmware an El Torito entry is for (El Torito 1.0, figure 2; UEFI 2.10, 13.3.2.1). */
public enum BootPlatform {
    /** x86 BIOS. */
    BIOS(0x00),
    /** UEFI; the boot file is a FAT image. */
    EFI(0xef);

    private final int id;

    BootPlatform(int id) {
        this.id = id;
    }

    byte id() {
        return (byte) id;
    }
}
