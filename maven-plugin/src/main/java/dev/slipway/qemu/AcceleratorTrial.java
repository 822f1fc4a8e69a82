package dev.slipway.qemu;

import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.process.QemuProcess;
import dev.slipway.qemu.process.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Starts the guest's own kernel in an accelerator, without an initrd. A kernel that has no root file system panics, and with
 * {@code panic=-1} it then resets the machine, which ends QEMU ({@code -no-reboot}). Nothing less is a proof: a hypervisor may open, accept
 * a guest and never execute it, or reset it at its first instruction.
 */
final class AcceleratorTrial {
    private static final String PANIC = "Kernel panic";
    private static final int READ = 1 << 16;

    private final Path program;
    private final QemuMachine machine;
    private final Path runs;
    private final Duration limit;

    /**
     * @param runs where the folders of runs are
     * @param limit how long the kernel has
     */
    AcceleratorTrial(Path program, QemuMachine machine, Path runs, Duration limit) {
        this.program = program;
        this.machine = machine;
        this.runs = runs;
        this.limit = limit;
    }

    /**
     * How a trial ended.
     *
     * @param works whether the kernel came to its panic
     * @param executed whether QEMU got as far as to execute the guest; if not, it said at once why
     * @param reason why it does not work; empty if it does
     */
    record Result(boolean works, boolean executed, String reason) {
        static final Result WORKS = new Result(true, true, "");
    }

    /** Tries one accelerator; takes a second or so, and the limit at most. */
    Result run(Accelerator accelerator, Path kernel) throws IOException {
        RunFolder folder = RunFolder.create(runs);
        Path console = folder.path().resolve("console");
        ProcessBuilder qemu = new ProcessBuilder(words(accelerator, kernel))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        try (QemuProcess running = QemuProcess.start(qemu, folder)) {
            OptionalInt status = running.status(limit);
            return status.isPresent()
                    ? judge(status.getAsInt(), tail(console))
                    : new Result(false, true, "the kernel did not start within " + limit.toSeconds() + " s");
        }
    }

    private List<String> words(Accelerator accelerator, Path kernel) {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-nodefaults", "-no-user-config"));
        words.addAll(List.of("-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot"));
        words.addAll(List.of("-machine", machine.type(), "-m", "512M"));
        words.addAll(accelerator.arguments());
        words.addAll(List.of("-kernel", kernel.toString(), "-append", "console=" + machine.console() + " panic=-1"));
        return words;
    }

    private static Result judge(int status, String console) {
        if (status != 0) {
            String said = console.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> second)
                    .orElse("it printed nothing");
            return new Result(false, false, "QEMU ended with status " + status + ": " + said);
        }
        return console.contains(PANIC)
                ? Result.WORKS
                : new Result(false, true, "the guest was reset before its kernel started");
    }

    private static String tail(Path console) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(console.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(READ, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
