package dev.slipway.archive.iso9660;

import dev.slipway.problem.Problem;

/** A boot file has more sectors than an El Torito entry can count. */
public final class BootImageTooLarge extends Problem {
    private static final long serialVersionUID = 1L;

    BootImageTooLarge(String path, long bytes) {
        super(
                Fault.USER,
                "ISO image, '" + path + "'",
                "a boot image of " + bytes + " bytes; El Torito counts up to " + BootEntry.MOST_SECTORS
                        + " sectors of 512 bytes, that is " + BootEntry.MOST_SECTORS * 512L,
                "Put only the boot loader into it, and let the loader read all else from the ISO file system.");
    }
}
