package dev.slipway.qemu;

import dev.slipway.content.AllowedHere;
import dev.slipway.environment.BuildLog;
import dev.slipway.oci.Platform;
import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.guest.GuestDisk;
import dev.slipway.qemu.guest.GuestFirmware;
import dev.slipway.qemu.guest.GuestNetwork;
import dev.slipway.qemu.guest.ShellWords;
import dev.slipway.qemu.process.QemuProcess;
import dev.slipway.qemu.process.RunFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The goal {@code run}: boots what was built in QEMU, with its console on this terminal. */
public final class RunInQemu {
    private final Path state;
    private final BuildLog log;

    /** @param store root folder of the store, which also keeps what is known of runs */
    public RunInQemu(Path store, BuildLog log) {
        this.state = store.resolve("run");
        this.log = log;
    }

    /**
     * The guest.
     *
     * @param image an ISO, or what stands before {@code -kernel}, {@code -initrd.img} and {@code .iso}
     * @param platform what the image was built for
     * @param memory in MiB
     */
    public record Request(
            Path image,
            Platform platform,
            int memory,
            int cpus,
            GuestNetwork network,
            List<GuestDisk> disks,
            Qemu qemu) {
        public Request {
            disks = List.copyOf(disks);
        }
    }

    /**
     * How QEMU is to work.
     *
     * @param program to run instead of the one on the PATH; may be null
     * @param firmware what starts an ISO; where there is only UEFI, it is UEFI
     * @param arguments further words for QEMU
     */
    public record Qemu(
            @Nullable String program, Accelerator accelerator, GuestFirmware firmware, List<String> arguments) {
        public Qemu {
            arguments = List.copyOf(arguments);
        }

        /** The same with the words of a line. */
        public Qemu withArguments(@Nullable String line) {
            return line == null ? this : new Qemu(program, accelerator, firmware, ShellWords.split("arguments", line));
        }
    }

    /**
     * Boots and waits for the end.
     *
     * @throws QemuMissing if there is no QEMU
     * @throws GuestFailed if the guest ends otherwise than by switching itself off
     */
    public void run(Request request) throws IOException {
        GuestImage image = GuestImage.find(request.image(), request.platform());
        Path program = program(request.qemu().program(), image.machine());
        Path runs = RunFolder.all(state);
        RunFolder.endLeftovers(runs, log);
        for (GuestDisk disk : request.disks()) {
            disk.create();
        }
        List<String> words = QemuArguments.of(program, accelerator(request.qemu(), program, image), image, request);
        log.info("Running: " + ShellWords.line(words));
        RunFolder folder = RunFolder.create(runs);
        GuestStatus guest = new GuestStatus(folder.path());
        List<String> all = new ArrayList<>(words);
        all.addAll(guest.arguments());
        try (QemuProcess qemu = QemuProcess.start(new ProcessBuilder(all).inheritIO(), folder)) {
            int status = qemu.status();
            if (status != 0) {
                throw GuestFailed.ofQemu(request.image(), status);
            }
            int told = guest.read();
            if (told != 0) {
                throw GuestFailed.told(request.image(), told);
            }
        }
    }

    private Accelerator accelerator(Qemu qemu, Path program, GuestImage image) throws IOException {
        if (qemu.accelerator() != Accelerator.AUTO) {
            return qemu.accelerator();
        }
        Optional<Accelerator> hypervisor = Accelerator.ofSystem(System.getProperty("os.name"));
        return hypervisor.isEmpty()
                ? Accelerator.TCG
                : new AcceleratorChoice(state, AcceleratorChoice.LIMIT, log).choose(hypervisor.get(), program, image);
    }

    /** The file of the program: it is what an answer is remembered for. */
    @AllowedHere("the PATH, where programs lie")
    private static Path program(@Nullable String wanted, QemuMachine machine) {
        String name = wanted != null ? wanted : machine.program();
        if (name.contains("/") || name.contains(File.separator)) {
            return Optional.of(Path.of(name).toAbsolutePath())
                    .filter(Files::isExecutable)
                    .orElseThrow(() -> new QemuMissing(name, machine, null));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(name, name + ".exe").map(file -> Path.of(folder, file)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElseThrow(() -> new QemuMissing(name, machine, null));
    }
}
