package dev.slipway.build;

import dev.slipway.oci.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The goal {@code run}: boots what was built in QEMU, with its console on this terminal. */
public final class RunInQemu {
    private final BuildLog log;

    public RunInQemu(BuildLog log) {
        this.log = log;
    }

    /**
     * The machine to emulate.
     *
     * @param image first part of the paths of kernel, initrd and command line, or an ISO
     * @param platform what the image was built for
     * @param memory in MiB
     * @param publish ports that lead into the guest
     * @param firmware what starts an ISO; where there is only UEFI, it is UEFI
     * @param qemu program to run instead of the one on the PATH
     */
    public record Request(
            Path image,
            Platform platform,
            int memory,
            int cpus,
            List<PublishedPort> publish,
            GuestFirmware firmware,
            @Nullable String qemu) {
        public Request {
            publish = List.copyOf(publish);
        }

        QemuMachine machine() {
            return QemuMachine.of(platform);
        }
    }

    /**
     * Boots and waits for the end.
     *
     * @throws QemuMissing if there is no QEMU
     * @throws GuestFailed if the guest ends otherwise than by switching itself off
     */
    public void run(Request request) throws IOException {
        String program =
                request.qemu() != null ? request.qemu() : request.machine().program();
        Path temporary = Files.createTempDirectory("slipway-run");
        GuestStatus guest = new GuestStatus(temporary);
        try {
            List<String> words = words(program, accelerator(program, request.machine()), request, temporary);
            words.addAll(guest.words());
            log.info("Running: " + String.join(" ", words));
            int status = statusOf(started(program, request.machine(), new ProcessBuilder(words).inheritIO()));
            if (status != 0) {
                throw GuestFailed.ofQemu(request.image(), status);
            }
            int told = guest.read();
            if (told != 0) {
                throw GuestFailed.told(request.image(), told);
            }
        } finally {
            guest.delete();
            Files.deleteIfExists(temporary.resolve("vars.fd"));
            Files.deleteIfExists(temporary);
        }
    }

    private static Process started(String program, QemuMachine machine, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new QemuMissing(program, machine, e);
        }
    }

    private static int statusOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the guest ran", e);
        }
    }

    /** Tried, not assumed: an accelerator may be there and not work, or be for other guests than this one. */
    private static String accelerator(String program, QemuMachine machine) throws IOException {
        for (String accelerator : List.of("kvm", "hvf")) {
            Process probe = started(
                    program,
                    machine,
                    new ProcessBuilder(
                                    program,
                                    "-S",
                                    "-display",
                                    "none",
                                    "-nodefaults",
                                    "-machine",
                                    machine.type(),
                                    "-monitor",
                                    "stdio",
                                    "-accel",
                                    accelerator,
                                    "-cpu",
                                    "max")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            try (OutputStream monitor = probe.getOutputStream()) {
                monitor.write("quit\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It ended before it read a word: its status tells.
                probe.destroy();
            }
            if (statusOf(probe) == 0) {
                return accelerator;
            }
        }
        return "tcg";
    }

    static List<String> words(String program, String accelerator, Request request, Path temporary) throws IOException {
        List<String> words = new ArrayList<>(List.of(program, "-nographic", "-no-reboot", "-accel", accelerator));
        words.addAll(List.of("-machine", request.machine().type()));
        words.addAll(List.of("-cpu", "max", "-smp", String.valueOf(request.cpus()), "-m", request.memory() + "M"));
        words.addAll(List.of("-device", "virtio-rng-pci"));
        StringBuilder network = new StringBuilder("user,id=net0");
        request.publish().forEach(port -> network.append(",hostfwd=").append(port.forward()));
        words.addAll(List.of("-netdev", network.toString(), "-device", "virtio-net-pci,netdev=net0"));
        words.addAll(boot(request, temporary));
        return words;
    }

    private static List<String> boot(Request request, Path temporary) throws IOException {
        String image = request.image().toString();
        if (image.endsWith(".iso")) {
            List<String> words =
                    new ArrayList<>(List.of("-cdrom", existing(request.image()).toString()));
            if (request.firmware() == GuestFirmware.EFI || request.machine().hasOnlyUefi()) {
                words.addAll(firmware(request.machine(), temporary));
            }
            return words;
        }
        Path cmdline = Path.of(image + "-cmdline");
        return List.of(
                "-kernel",
                existing(Path.of(image + "-kernel")).toString(),
                "-initrd",
                existing(Path.of(image + "-initrd.img")).toString(),
                "-append",
                Files.exists(cmdline) ? Files.readString(cmdline) : "");
    }

    private static List<String> firmware(QemuMachine machine, Path temporary) throws IOException {
        UefiFirmware firmware = UefiFirmware.find(machine).orElseThrow(() -> new UefiFirmware.Missing(machine));
        List<String> words =
                new ArrayList<>(List.of("-drive", "if=pflash,format=raw,readonly=on,file=" + firmware.code()));
        Optional<Path> variables = firmware.variables();
        if (variables.isPresent()) {
            // The firmware writes to its variables.
            Path copy = Files.copy(variables.get(), temporary.resolve("vars.fd"), StandardCopyOption.REPLACE_EXISTING);
            words.addAll(List.of("-drive", "if=pflash,format=raw,file=" + copy));
        }
        return words;
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new NothingToRun(file);
        }
        return file;
    }
}
