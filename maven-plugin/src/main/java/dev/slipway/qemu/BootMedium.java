package dev.slipway.qemu;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of file that a guest is started from, by the ends of their names. */
enum BootMedium {
    ISO(".iso", "raw"),
    QCOW2(".qcow2", "qcow2"),
    IMG(".img", "raw"),
    RAW(".raw", "raw"),
    VHD(".vhd", "vpc"),
    VHDX(".vhdx", "vhdx"),
    VMDK(".vmdk", "vmdk");

    private final String ending;
    private final String format;

    BootMedium(String ending, String format) {
        this.ending = ending;
        this.format = format;
    }

    static Optional<BootMedium> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> name.endsWith(each.ending))
                .findFirst();
    }

    String ending() {
        return ending;
    }

    /** QEMU's name of the format. */
    String format() {
        return format;
    }
}
