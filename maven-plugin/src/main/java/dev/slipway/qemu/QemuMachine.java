package dev.slipway.qemu;

import dev.slipway.oci.Platform;

/** The machines that {@code run} has QEMU emulate, one for each architecture. */
enum QemuMachine {
    /** A PC. */
    PC("qemu-system-x86_64", "q35", "ttyS0", "qemu-system-x86", "ovmf"),
    /** QEMU's own board for arm64. */
    VIRT("qemu-system-aarch64", "virt", "ttyAMA0", "qemu-system-arm", "qemu-efi-aarch64");

    private final String program;
    private final String type;
    private final String console;
    private final String debianPackage;
    private final String debianFirmware;

    QemuMachine(String program, String type, String console, String debianPackage, String debianFirmware) {
        this.program = program;
        this.type = type;
        this.console = console;
        this.debianPackage = debianPackage;
        this.debianFirmware = debianFirmware;
    }

    static QemuMachine of(Platform platform) {
        return platform.architecture().equals("arm64") ? VIRT : PC;
    }

    /** Name of the QEMU on the PATH. */
    String program() {
        return program;
    }

    /** What Debian calls the package with the program. */
    String debianPackage() {
        return debianPackage;
    }

    /** What Debian calls the package with the UEFI firmware. */
    String debianFirmware() {
        return debianFirmware;
    }

    /** QEMU's name of the board. */
    String type() {
        return type;
    }

    /** Linux' name of the first serial port. */
    String console() {
        return console;
    }

    boolean hasOnlyUefi() {
        return this == VIRT;
    }
}
