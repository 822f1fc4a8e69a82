package dev.slipway.build;

import dev.slipway.oci.Platform;

/** The machines that {@code run} has QEMU emulate, one for each architecture. */
enum QemuMachine {
    /** A PC. */
    PC("qemu-system-x86_64", "q35", "qemu-system-x86", "ovmf"),
    /** QEMU's own board for arm64. */
    VIRT("qemu-system-aarch64", "virt", "qemu-system-arm", "qemu-efi-aarch64");

    private final String program;
    private final String type;
    private final String debianPackage;
    private final String debianFirmware;

    QemuMachine(String program, String type, String debianPackage, String debianFirmware) {
        this.program = program;
        this.type = type;
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

    boolean hasOnlyUefi() {
        return this == VIRT;
    }
}
