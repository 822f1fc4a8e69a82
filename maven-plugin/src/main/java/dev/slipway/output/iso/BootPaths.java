package dev.slipway.output.iso;

/** Where things stand on the file system that a boot loader reads. */
public final class BootPaths {
    public static final String KERNEL = "boot/kernel";
    public static final String INITRD = "boot/initrd.img";

    static final String ISOLINUX_CONFIG = "isolinux/isolinux.cfg";
    static final String CATALOG = "boot/boot.cat";
    static final String EFI_IMAGE = "boot/efi.img";

    /** Where Debian's GRUB for CD media looks for its configuration, on any file system that has {@link #DISK_INFO}. */
    public static final String GRUB_CONFIG = "boot/grub/grub.cfg";

    static final String DISK_INFO = ".disk/info";

    private BootPaths() {}

    /** A file that no other image has, by which GRUB tells this one from others in the machine. */
    static String marker(String imageId) {
        return ".disk/" + imageId;
    }
}
