package dev.slipway.qemu.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A QEMU that ends no later than this Java process: by {@link #close}, by a shutdown hook when Maven is told to end (SIGTERM, SIGHUP,
 * SIGINT), and by the next start if Maven is killed.
 */
public final class QemuProcess implements AutoCloseable {
    /** QEMU ends at once when it is asked to; one that hangs does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final RunFolder folder;
    private final Thread hook = new Thread(this::endQuietly, "end of QEMU");

    private QemuProcess(Process process, RunFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts a program.
     *
     * @param folder is deleted when the program has ended, or cannot be started
     */
    public static QemuProcess start(ProcessBuilder program, RunFolder folder) throws IOException {
        QemuProcess qemu;
        try {
            qemu = new QemuProcess(program.start(), folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        try {
            Runtime.getRuntime().addShutdownHook(qemu.hook);
            folder.record(qemu.process.toHandle());
            return qemu;
        } catch (IllegalStateException e) {
            qemu.end();
            throw new IOException("Maven is about to end", e);
        } catch (IOException e) {
            qemu.close();
            throw e;
        }
    }

    /** Waits for the end. */
    public int status() throws IOException {
        while (true) {
            OptionalInt status = status(Duration.ofDays(1));
            if (status.isPresent()) {
                return status.getAsInt();
            }
        }
    }

    /** Waits for the end, but no longer than the limit. */
    public OptionalInt status(Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the guest ran", e);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Java ends, and the hook runs: it finds nothing left to do.
            return;
        }
    }

    private synchronized void end() throws IOException {
        end(process.toHandle());
        folder.close();
    }

    private void endQuietly() {
        try {
            end();
        } catch (IOException e) {
            // Nobody is left to hear of a folder that stays; the next start deletes it.
            return;
        }
    }

    /** Ends a process and its descendants (QEMU may be started by a script): first asks, then forces. */
    static void end(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroy);
        if (!ended(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
            ended(all);
        }
    }

    private static boolean ended(List<ProcessHandle> processes) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
