package dev.slipway.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of QEMU for a guest. */
final class QemuArguments {
    private QemuArguments() {}

    static List<String> of(Path program, Accelerator accelerator, GuestImage image, RunInQemu.Request request)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-nographic", "-no-reboot"));
        words.addAll(List.of("-machine", image.machine().type()));
        words.addAll(accelerator.arguments());
        words.addAll(List.of("-smp", String.valueOf(request.cpus()), "-m", request.memory() + "M"));
        words.addAll(List.of("-device", "virtio-rng-pci"));
        words.addAll(request.network().arguments());
        for (int number = 0; number < request.disks().size(); number++) {
            words.addAll(request.disks().get(number).arguments(number));
        }
        words.addAll(image.isIso() ? iso(image, request.qemu().firmware()) : kernel(image));
        words.addAll(request.qemu().arguments());
        return words;
    }

    /** A file inside an option that QEMU splits at commas; a doubled one is a comma. */
    static String escaped(Path file) {
        return file.toString().replace(",", ",,");
    }

    private static List<String> kernel(GuestImage image) throws IOException {
        return List.of(
                "-kernel",
                image.file().toString(),
                "-initrd",
                image.initrd().toString(),
                "-append",
                Files.exists(image.cmdline())
                        ? Files.readString(image.cmdline()).strip()
                        : "");
    }

    private static List<String> iso(GuestImage image, GuestFirmware firmware) {
        List<String> words = new ArrayList<>(List.of("-cdrom", image.file().toString()));
        if (firmware == GuestFirmware.EFI || image.machine().hasOnlyUefi()) {
            words.addAll(uefi(image.machine()));
        } else {
            // Before the disks, of which one may have a boot sector.
            words.addAll(List.of("-boot", "d"));
        }
        return words;
    }

    private static List<String> uefi(QemuMachine machine) {
        UefiFirmware firmware = UefiFirmware.find(machine).orElseThrow(() -> UefiFirmware.missing(machine));
        List<String> words =
                new ArrayList<>(List.of("-drive", "if=pflash,format=raw,readonly=on,file=" + escaped(firmware.code())));
        // The firmware writes to its variables; they are forgotten with the guest.
        firmware.variables()
                .ifPresent(file ->
                        words.addAll(List.of("-drive", "if=pflash,format=raw,snapshot=on,file=" + escaped(file))));
        return words;
    }
}
