package dev.slipway.qemu;

import dev.slipway.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * UEFI firmware for QEMU, where the packages of this machine's system put it.
 *
 * @param code the program, read only
 * @param variables a template of its variables, if it is a file of its own
 */
record UefiFirmware(Path code, Optional<Path> variables) {
    private static final List<List<String>> FOR_PC = List.of(
            List.of("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"), // Debian
            List.of("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"), // Fedora
            List.of("/usr/share/edk2/x64/OVMF_CODE.4m.fd", "/usr/share/edk2/x64/OVMF_VARS.4m.fd"), // Arch
            List.of("/usr/share/qemu/edk2-x86_64-code.fd", "/usr/share/qemu/edk2-i386-vars.fd"),
            List.of("/opt/homebrew/share/qemu/edk2-x86_64-code.fd", "/opt/homebrew/share/qemu/edk2-i386-vars.fd"),
            List.of("/usr/local/share/qemu/edk2-x86_64-code.fd", "/usr/local/share/qemu/edk2-i386-vars.fd"));
    private static final List<List<String>> FOR_ARM64 = List.of(
            List.of("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"), // Debian, Fedora
            List.of("/usr/share/edk2/aarch64/QEMU_CODE.fd", "/usr/share/edk2/aarch64/QEMU_VARS.fd"), // Arch
            List.of("/usr/share/qemu/edk2-aarch64-code.fd", "/usr/share/qemu/edk2-arm-vars.fd"),
            List.of("/opt/homebrew/share/qemu/edk2-aarch64-code.fd", "/opt/homebrew/share/qemu/edk2-arm-vars.fd"),
            List.of("/usr/local/share/qemu/edk2-aarch64-code.fd", "/usr/local/share/qemu/edk2-arm-vars.fd"));

    static Optional<UefiFirmware> find(QemuMachine machine) {
        List<List<String>> places = machine == QemuMachine.PC ? FOR_PC : FOR_ARM64;
        return places.stream()
                .map(place -> new UefiFirmware(Path.of(place.get(0)), Optional.of(Path.of(place.get(1)))))
                .filter(firmware -> Files.isReadable(firmware.code))
                .map(firmware -> new UefiFirmware(firmware.code, firmware.variables.filter(Files::isReadable)))
                .findFirst();
    }

    static Problem missing(QemuMachine machine) {
        return Problem.environment(
                "UEFI firmware for " + machine.program(),
                "it is in none of the usual places",
                "Install it (Debian: apt-get install " + machine.debianFirmware() + ")"
                        + (machine.hasOnlyUefi() ? "." : ", or run with -Dslipway.run.firmware=bios."));
    }
}
