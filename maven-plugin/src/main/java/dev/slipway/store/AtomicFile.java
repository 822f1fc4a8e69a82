package dev.slipway.store;

import dev.slipway.content.AllowedHere;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOConsumer;
import dev.slipway.content.ProblemOutputStream;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A file that has no name until it is whole. It is written under a temporary name and then moved to its place: a reader sees the old file
 * or the new one, never a part of either. Nothing is forced to the disk, which would cost more than it saves: a file that a power cut
 * emptied is noticed when it is read.
 */
public final class AtomicFile implements AutoCloseable {
    /** A temporary file that nobody has written to for so long was left by a process that was killed. */
    public static final Duration ABANDONED = Duration.ofHours(2);

    private static final String SUFFIX = ".part";
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 50;

    private final Path temporary;
    private final BiFunction<Path, IOException, Problem> problem;

    /**
     * What was written.
     *
     * @param digest a sha256
     * @param size in bytes
     */
    public record Written(Digest digest, long size) {}

    /**
     * A file that is not yet written.
     *
     * @param folder on the same file system as the place
     * @param prefix of the temporary name
     * @param problem makes the failures of writing of a path and what went wrong with it
     */
    public AtomicFile(Path folder, String prefix, BiFunction<Path, IOException, Problem> problem) {
        // Not createTempFile: its files stay closed to other users, also to those who share the folder.
        this.temporary = folder.resolve(prefix + UUID.randomUUID() + SUFFIX);
        this.problem = problem;
    }

    /** Where it is until it is moved. */
    public Path temporary() {
        return temporary;
    }

    /** Writes it. */
    public void write(IOConsumer<OutputStream> writer) throws IOException {
        try (OutputStream sink = open()) {
            writer.accept(sink);
        }
    }

    /** Writes it, and computes its digest. */
    public Written writeHashed(IOConsumer<HashingOutputStream> writer) throws IOException {
        try (HashingOutputStream sink = HashingOutputStream.beside(open())) {
            writer.accept(sink);
            return new Written(sink.digest(), sink.size());
        }
    }

    private OutputStream open() {
        return ProblemOutputStream.open(
                () -> {
                    Files.createDirectories(temporary.toAbsolutePath().getParent());
                    return new SparseFileStream(
                            Files.newByteChannel(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                },
                e -> problem.apply(temporary, e));
    }

    /** Moves it to its place, and replaces what is there. */
    public void moveTo(Path place) {
        try {
            Files.createDirectories(place.toAbsolutePath().getParent());
            move(temporary, place);
        } catch (IOException e) {
            throw problem.apply(place, e);
        }
    }

    /** Removes it if it was not moved. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw problem.apply(temporary, e);
        }
    }

    /**
     * Moves a whole file to a place on the same file system, and replaces what is there.
     *
     * @throws IOException if the file cannot be moved; the place is then as it was
     */
    public static void move(Path file, Path place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                // On Windows a virus scanner that looks at the new file keeps it from being renamed for a moment.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(IOException reason) throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    /**
     * Removes what killed processes left in a folder.
     *
     * @param prefix of the temporary names
     * @param age since somebody has written to them last
     */
    @AllowedHere("leftovers are removed by their age, in any order")
    public static void removeAbandoned(Path folder, String prefix, Duration age) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - age.toMillis());
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, file -> isTemporary(file, prefix))) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another process was faster. What stays is tried again the next time.
        }
    }

    private static boolean isTemporary(Path file, String prefix) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(prefix) && name.endsWith(SUFFIX);
    }
}
