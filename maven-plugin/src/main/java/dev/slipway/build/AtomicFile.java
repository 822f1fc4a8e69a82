package dev.slipway.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and moves it there when it is whole: a reader sees the old file or the new one. */
final class AtomicFile {
    /** What writes the content. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream sink) throws IOException;
    }

    private AtomicFile() {}

    /** @throws OutputNotWritten if the place cannot be written; nothing is left behind */
    static void write(Path target, Writer writer) {
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            writeOrDiscard(target, temporary, writer);
        } catch (IOException e) {
            throw new OutputNotWritten(target, reason(target, e), e);
        }
    }

    private static void writeOrDiscard(Path target, Path temporary, Writer writer) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try {
            try (OutputStream sink = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                writer.writeTo(sink);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String reason(Path target, IOException e) {
        try {
            FileStore disk = Files.getFileStore(target.toAbsolutePath().getParent());
            if (disk.getUsableSpace() < (1 << 20)) {
                return "the disk is full";
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
