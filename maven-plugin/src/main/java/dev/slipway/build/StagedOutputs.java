package dev.slipway.build;

import dev.slipway.content.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that appear together or not at all: each is written beside its place and moved there when all are whole. A reader sees the old
 * file or the new one.
 */
final class StagedOutputs implements AutoCloseable {
    /** What writes the content. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream sink) throws IOException;
    }

    /**
     * A file that has been written.
     *
     * @param size in bytes
     */
    record Output(Path path, long size, Digest digest) {}

    private final Map<Path, Path> staged = new LinkedHashMap<>();
    private final List<Output> written = new ArrayList<>();

    /** Writes one file in one step. */
    static Output write(Path target, Writer writer) throws IOException {
        try (StagedOutputs outputs = new StagedOutputs()) {
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
    Output add(Path target, Writer writer) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        staged.put(temporary, target);
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        try (OutputStream file = OutputFile.create(target, temporary);
                OutputStream sink = new BufferedOutputStream(new DigestOutputStream(file, sha256), 1 << 16)) {
            writer.writeTo(sink);
        }
        Output output = new Output(target, Files.size(temporary), Digest.of(sha256.digest(), Digest.Algorithm.SHA256));
        written.add(output);
        return output;
    }

    /** The files, which must be in their places, with what a later build of the same inputs needs to know them by. */
    Receipt receipt(Digest inputs, List<String> notes) throws IOException {
        List<Receipt.Output> outputs = new ArrayList<>();
        for (Output output : written) {
            outputs.add(Receipt.Output.of(output));
        }
        return new Receipt(inputs, notes, outputs);
    }

    /** Moves all files to their places. */
    void commit() {
        staged.forEach((temporary, target) -> {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
