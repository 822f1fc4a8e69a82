package dev.slipway.build;

import dev.slipway.oci.Platform;
import java.util.List;

/** The machines that {@code run} has QEMU emulate, one for each architecture. */
enum QemuMachine {
    /** A PC. */
    PC("qemu-system-x86_64", "q35", "qemu-system-x86", "ovmf"),
    /** QEMU's own board for arm64. */
    VIRT("qemu-system-aarch64", "virt", "qemu-system-arm", "qemu-efi-aarch64");

    /** The I/O port that Linux knows nothing of and firmware leaves alone; QEMU's own tests use it, too. */
    private static final String EXIT_DEVICE = "isa-debug-exit,iobase=0xf4,iosize=0x01";

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

    /** The board, with the device by which a guest on a PC ends with a status of its own. */
    List<String> words() {
        return this == PC ? List.of("-machine", type, "-device", EXIT_DEVICE) : List.of("-machine", type);
    }

    /**
     * What a guest wrote to the device, which QEMU hands on in all bits but the last.
     *
     * @param status of QEMU
     * @return 1 to 127; 0 if the guest wrote nothing, or 0
     */
    int writtenStatus(int status) {
        return this == PC && (status & 1) == 1 ? status >> 1 : 0;
    }
}
