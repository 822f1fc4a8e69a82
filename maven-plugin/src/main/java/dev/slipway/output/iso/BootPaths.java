package dev.slipway.output.iso;

/** Where things stand on the ISO 9660 file system. */
final class BootPaths {
    static final String KERNEL = "boot/kernel";
    static final String INITRD = "boot/initrd.img";

    static final String ISOLINUX_CONFIG = "isolinux/isolinux.cfg";
    static final String CATALOG = "boot/boot.cat";
    static final String EFI_IMAGE = "boot/efi.img";

    /** Where Debian's GRUB for CD media looks for its configuration, on any file system that has {@link #DISK_INFO}. */
    static final String GRUB_CONFIG = "boot/grub/grub.cfg";

    static final String DISK_INFO = ".disk/info";

    private BootPaths() {}

    /** A file that no other image has, by which GRUB tells this one from others in the machine. */
    static String marker(String imageId) {
        return ".disk/" + imageId;
    }
}
