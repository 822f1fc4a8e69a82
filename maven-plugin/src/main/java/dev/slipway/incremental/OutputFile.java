package dev.slipway.incremental;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file being written. Its own failures are told as {@link OutputNotWritten}, so that they are not taken for those of what is read. */
final class OutputFile extends FilterOutputStream {
    private final Path target;

    private OutputFile(Path target, OutputStream file) {
        super(file);
        this.target = target;
    }

    /** @param target the place that the file is meant for, for messages */
    static OutputStream create(Path target, Path file) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            return new OutputFile(target, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            throw OutputNotWritten.because(target, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw OutputNotWritten.because(target, e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw OutputNotWritten.because(target, e);
        }
    }
}
