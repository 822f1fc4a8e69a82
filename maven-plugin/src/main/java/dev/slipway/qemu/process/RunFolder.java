package dev.slipway.qemu.process;

import dev.slipway.content.AllowedHere;
import dev.slipway.environment.BuildLog;
import dev.slipway.store.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one run: what the guest writes, which process it is, and a lock that the operating system frees when Maven dies, however
 * it dies. So a folder whose lock is free belongs to a run that was killed, and its guest may still be there.
 */
public final class RunFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String GUEST = "guest";

    /** Two Java processes may compute the start of a third one differently by a rounded second each. */
    private static final long SAME_MILLIS = 2000;

    /** What has no guest, or one of another host, is deleted after so long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path path;
    private final FileChannel channel;

    private RunFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Where the folders of runs are, below what is known of runs. */
    public static Path all(Path state) {
        return state.resolve("guests");
    }

    /** Makes a folder of a new name, and locks it. */
    public static RunFolder create(Path runs) throws IOException {
        Path path = Files.createDirectories(runs.resolve(UUID.randomUUID().toString()));
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        channel.lock();
        return new RunFolder(path, channel);
    }

    public Path path() {
        return path;
    }

    /** Writes down which process the guest is: the boot of the host, the number, and the start, as numbers come again. */
    void record(ProcessHandle guest) throws IOException {
        Optional<Instant> start = guest.info().startInstant();
        if (start.isEmpty()) {
            return;
        }
        Path temporary = path.resolve(GUEST + ".tmp");
        Files.writeString(
                temporary,
                HostBoot.id() + "\n" + guest.pid() + "\n" + start.get().toEpochMilli() + "\n");
        AtomicFile.move(temporary, path.resolve(GUEST));
    }

    /** Deletes the folder. */
    @Override
    public void close() throws IOException {
        channel.close();
        delete(path);
    }

    /** Ends the guests of runs that were killed, and deletes their folders. */
    @AllowedHere("each run alone decides")
    public static void endLeftovers(Path runs, BuildLog log) throws IOException {
        if (!Files.isDirectory(runs)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(runs)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            endLeftover(folder, log);
        }
    }

    private static void endLeftover(Path folder, BuildLog log) throws IOException {
        Optional<Recorded> guest = Recorded.read(folder.resolve(GUEST))
                .filter(recorded -> recorded.boot().equals(HostBoot.id()));
        if (guest.isEmpty() && !isOld(folder)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.READ);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return;
            }
            guest.flatMap(Recorded::process).ifPresent(process -> {
                log.info("Ending QEMU (process " + process.pid() + "), which a killed run left behind");
                QemuProcess.end(process);
            });
        } catch (OverlappingFileLockException e) {
            return;
        } catch (NoSuchFileException e) {
            log.detail(folder + " has no lock: its run has just ended, or another one deletes it");
        }
        delete(folder);
    }

    @AllowedHere("leftovers are removed by their age")
    private static boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().plus(ABANDONED).isBefore(Instant.now());
        } catch (IOException e) {
            return false;
        }
    }

    @AllowedHere("all are deleted")
    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    /** What {@link #record} wrote. */
    private record Recorded(String boot, long pid, long start) {
        static Optional<Recorded> read(Path file) {
            try {
                List<String> lines = Files.readAllLines(file);
                return Optional.of(
                        new Recorded(lines.get(0), Long.parseLong(lines.get(1)), Long.parseLong(lines.get(2))));
            } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }

        /** The guest, if it still runs; never another process that got its number. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info()
                    .startInstant()
                    .filter(other -> Math.abs(other.toEpochMilli() - start) <= SAME_MILLIS)
                    .isPresent());
        }
    }
}
