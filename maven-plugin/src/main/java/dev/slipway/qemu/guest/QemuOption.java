package dev.slipway.qemu.guest;

import java.nio.file.Path;

/** The text of options of QEMU. */
public final class QemuOption {
    private QemuOption() {}

    /** A file inside an option that QEMU splits at commas; a doubled one is a comma. */
    public static String file(Path file) {
        return file.toString().replace(",", ",,");
    }
}
