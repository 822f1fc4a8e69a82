package dev.slipway.qemu;

import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.guest.GuestFirmware;
import dev.slipway.qemu.guest.QemuOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        Optional<BootMedium> medium = image.medium();
        words.addAll(
                medium.isPresent() ? medium(image, medium.get(), request.qemu().firmware()) : kernel(image));
        words.addAll(request.qemu().arguments());
        return words;
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

    private static List<String> medium(GuestImage image, BootMedium medium, GuestFirmware firmware) {
        boolean iso = medium == BootMedium.ISO;
        List<String> words =
                new ArrayList<>(iso ? List.of("-cdrom", image.file().toString()) : disk(image.file(), medium.format()));
        if (firmware == GuestFirmware.EFI || image.machine().hasOnlyUefi()) {
            words.addAll(uefi(image.machine()));
        } else if (iso) {
            // Before the disks, of which one may have a boot sector.
            words.addAll(List.of("-boot", "d"));
        }
        return words;
    }

    /** What the guest writes to the disk that was built is forgotten. */
    private static List<String> disk(Path file, String format) {
        return List.of(
                "-drive",
                "if=none,id=system,snapshot=on,format=" + format + ",file=" + QemuOption.file(file),
                "-device",
                "virtio-blk-pci,drive=system,bootindex=0");
    }

    private static List<String> uefi(QemuMachine machine) {
        UefiFirmware firmware = UefiFirmware.find(machine).orElseThrow(() -> UefiFirmware.missing(machine));
        List<String> words = new ArrayList<>(
                List.of("-drive", "if=pflash,format=raw,readonly=on,file=" + QemuOption.file(firmware.code())));
        // The firmware writes to its variables; they are forgotten with the guest.
        firmware.variables()
                .ifPresent(file -> words.addAll(
                        List.of("-drive", "if=pflash,format=raw,snapshot=on,file=" + QemuOption.file(file))));
        return words;
    }
}
