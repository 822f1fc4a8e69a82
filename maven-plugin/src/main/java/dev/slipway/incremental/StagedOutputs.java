package dev.slipway.incremental;

import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.store.AtomicMove;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Files that are written beside their places, each under a temporary name of its own, and are moved there when all are whole. A reader
 * sees the old file or the new one. If one of the moves fails, the files before it are new and the others old, and no receipt is written.
 */
public final class StagedOutputs implements AutoCloseable {
    /** A temporary file that nobody has written to for so long was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(2);

    /**
     * A file that has been written.
     *
     * @param size in bytes
     * @param identity what {@link FileStamp#identity} gives for it
     */
    public record Output(Path path, long size, Digest digest, String identity) {}

    private final Duration abandoned;
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    private StagedOutputs(Duration abandoned) {
        this.abandoned = abandoned;
    }

    /** Outputs in a folder that this build holds: what other builds left unfinished there, they will not finish. */
    public static StagedOutputs in(OutputFolder held) {
        Objects.requireNonNull(held);
        return new StagedOutputs(Duration.ZERO);
    }

    /** Writes one file in one step. */
    public static Output write(Path target, IOConsumer<OutputStream> writer) throws IOException {
        try (StagedOutputs outputs = new StagedOutputs(ABANDONED)) {
            Output output = outputs.add(target, writer);
            outputs.commit();
            return output;
        }
    }

    /**
     * Writes a file beside its place.
     *
     * @throws OutputNotWritten if the place cannot be written
     */
    public Output add(Path target, IOConsumer<OutputStream> writer) throws IOException {
        removeAbandoned(target);
        Path temporary = target.resolveSibling(temporaryPrefix(target) + UUID.randomUUID() + ".part");
        staged.put(temporary, target);
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        try (OutputStream file = OutputFile.create(target, temporary);
                OutputStream sink = new BufferedOutputStream(new DigestOutputStream(file, sha256), 1 << 16)) {
            writer.accept(sink);
        }
        return stat(target, temporary, Digest.of(sha256.digest(), Digest.Algorithm.SHA256));
    }

    private static Output stat(Path target, Path temporary, Digest digest) {
        try {
            return new Output(target, Files.size(temporary), digest, FileStamp.identity(temporary));
        } catch (IOException e) {
            throw OutputNotWritten.because(target, e);
        }
    }

    private static String temporaryPrefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /** Removes what killed builds left of a file. */
    private void removeAbandoned(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - abandoned.toMillis());
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                folder,
                file -> isTemporary(target, file)
                        && Files.getLastModifiedTime(file).compareTo(limit) < 0)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another build was faster. What stays is tried again the next time.
        }
    }

    private static boolean isTemporary(Path target, Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(temporaryPrefix(target)) && name.endsWith(".part");
    }

    /** Moves all files to their places. */
    public void commit() {
        staged.forEach((temporary, target) -> {
            try {
                AtomicMove.move(temporary, target);
            } catch (IOException e) {
                throw OutputNotWritten.because(target, e);
            }
        });
        staged.clear();
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        for (Path temporary : staged.keySet()) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                throw OutputNotWritten.because(temporary, e);
            }
        }
    }
}
