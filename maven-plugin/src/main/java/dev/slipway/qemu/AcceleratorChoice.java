package dev.slipway.qemu;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildLog;
import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.process.HostBoot;
import dev.slipway.qemu.process.RunFolder;
import dev.slipway.store.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether this system's hypervisor executes a guest's kernel, and remembers it for this kernel, this QEMU and this boot of the
 * host.
 */
final class AcceleratorChoice {
    /** In a hypervisor that works a kernel panics within two seconds, nested ones included. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Path KVM = Path.of("/dev/kvm");
    private static final String WORKS = "works";

    private final Path memory;
    private final Path runs;
    private final Duration limit;
    private final BuildLog log;

    /** @param state folder of what is known of runs */
    AcceleratorChoice(Path state, Duration limit, BuildLog log) {
        this.memory = state.resolve("accelerators");
        this.runs = RunFolder.all(state);
        this.limit = limit;
        this.log = log;
    }

    /** Chooses for a host with this hypervisor; {@link Accelerator#TCG} if the hypervisor is not proven. */
    Accelerator choose(Accelerator hypervisor, Path program, GuestImage image) throws IOException {
        Optional<Path> kernel = image.kernel();
        if (kernel.isEmpty()) {
            return emulation(
                    hypervisor,
                    "there is no kernel beside " + image.file().getFileName() + " to try it with, as "
                            + image.prefix().getFileName() + "-kernel would be");
        }
        Path answer = memory.resolve(key(hypervisor, program, kernel.get()));
        AcceleratorTrial.Result result = remembered(answer);
        if (result == null) {
            long begin = System.nanoTime();
            result = new AcceleratorTrial(program, image.machine(), runs, limit).run(hypervisor, kernel.get());
            log.detail("Tried " + hypervisor.id() + " for " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            remember(answer, result);
        }
        return result.works() ? hypervisor : emulation(hypervisor, result.reason());
    }

    private Accelerator emulation(Accelerator hypervisor, String reason) {
        log.info("Emulating the guest's processor, which is slow: " + hypervisor.id() + " is not used because " + reason
                + " (-Dslipway.run.accelerator=" + hypervisor.id() + " uses it anyway)");
        return Accelerator.TCG;
    }

    private static AcceleratorTrial.@Nullable Result remembered(Path answer) throws IOException {
        if (HostBoot.id().isEmpty() || !Files.isRegularFile(answer)) {
            return null;
        }
        String text = Files.readString(answer).strip();
        if (text.equals(WORKS)) {
            return AcceleratorTrial.Result.WORKS;
        }
        return text.isEmpty() ? null : new AcceleratorTrial.Result(false, true, text);
    }

    /** A QEMU that refuses at once is asked again the next time: that costs nothing, and the reason may be gone. */
    private void remember(Path answer, AcceleratorTrial.Result result) throws IOException {
        if (!result.executed()) {
            return;
        }
        Files.createDirectories(memory);
        Path temporary = Files.createTempFile(memory, "answer", ".tmp");
        Files.writeString(temporary, result.works() ? WORKS : result.reason());
        AtomicFile.move(temporary, answer);
    }

    private static String key(Accelerator hypervisor, Path program, Path kernel) throws IOException {
        String parts = String.join(
                "\n",
                hypervisor.id() + " " + (hypervisor == Accelerator.KVM && Files.isWritable(KVM)),
                digest(kernel),
                program.toRealPath() + " " + Files.size(program) + " " + Files.getLastModifiedTime(program),
                HostBoot.id());
        return Digest.of(parts.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String digest(Path kernel) throws IOException {
        try (InputStream stream = Files.newInputStream(kernel)) {
            return Digest.of(stream).toString();
        }
    }
}
