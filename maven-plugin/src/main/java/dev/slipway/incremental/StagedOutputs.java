package dev.slipway.incremental;

import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.store.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Files that are written beside their places, each under a temporary name of its own, and are moved there when all are whole. A reader
 * sees the old file or the new one. If one of the moves fails, the files before it are new and the others old, and no record is written.
 */
public final class StagedOutputs implements AutoCloseable {
    /**
     * A file that has been written.
     *
     * @param size in bytes
     * @param identity what {@link FileStamp#identity} gives for it
     */
    public record Output(Path path, long size, Digest digest, String identity) {}

    private final Duration abandoned;
    private final Map<AtomicFile, Path> staged = new LinkedHashMap<>();

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
        try (StagedOutputs outputs = new StagedOutputs(AtomicFile.ABANDONED)) {
            Output output = outputs.add(target, writer);
            outputs.commit();
            return output;
        }
    }

    /** Writes one file in one step, unless it has these bytes: then nobody who looks at its times sees a change. */
    public static void writeIfOther(Path target, byte[] bytes) throws IOException {
        if (!Files.isRegularFile(target)
                || Files.size(target) != bytes.length
                || !Arrays.equals(bytes, Files.readAllBytes(target))) {
            write(target, sink -> sink.write(bytes));
        }
    }

    /**
     * Writes a file beside its place.
     *
     * @throws OutputNotWritten if the place cannot be written
     * @throws IllegalStateException if there is a file for this place already
     */
    public Output add(Path target, IOConsumer<OutputStream> writer) throws IOException {
        if (staged.containsValue(target)) {
            throw new IllegalStateException("two outputs of one name: " + target);
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw OutputNotWritten.because(
                    target, new FileSystemException(target.toString(), null, "a folder is there"));
        }
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        String prefix = "." + target.getFileName() + ".";
        AtomicFile.removeAbandoned(folder, prefix, abandoned);
        AtomicFile file = new AtomicFile(folder, prefix, (any, e) -> OutputNotWritten.because(target, e));
        staged.put(file, target);
        AtomicFile.Written written = file.writeHashed(writer::accept);
        return stat(target, file, written);
    }

    private static Output stat(Path target, AtomicFile file, AtomicFile.Written written) {
        try {
            return new Output(target, written.size(), written.digest(), FileStamp.identity(file.temporary()));
        } catch (IOException e) {
            throw OutputNotWritten.because(target, e);
        }
    }

    /** Moves all files to their places. */
    public void commit() {
        staged.forEach(AtomicFile::moveTo);
        staged.clear();
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        staged.keySet().forEach(AtomicFile::close);
    }
}
