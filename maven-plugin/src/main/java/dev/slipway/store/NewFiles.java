package dev.slipway.store;

import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes files that have no name until they are whole. Nothing is forced to the disk: a file that a power cut emptied is noticed when it
 * is read, and waiting for the disk would cost more than fetching it again.
 */
final class NewFiles {
    /** A file that nobody has written to for so long was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(2);

    private final Path folder;
    private boolean swept;

    NewFiles(Path folder) {
        this.folder = folder;
    }

    /** What was written: digest (sha256) and size in bytes. */
    record Written(Digest digest, long size) {}

    /** @param place where the file goes, once it is known what it holds */
    Written write(IOConsumer<OutputStream> maker, Function<Written, Path> place) throws IOException {
        Path file = newFile();
        try {
            MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
            try (OutputStream sink =
                    new DigestOutputStream(new BufferedOutputStream(StoreFile.open(file), 1 << 16), sha256)) {
                maker.accept(sink);
            }
            Written written = new Written(Digest.of(sha256.digest(), Digest.Algorithm.SHA256), Files.size(file));
            move(file, place.apply(written));
            return written;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path newFile() {
        try {
            Files.createDirectories(folder);
            sweep();
            // Not createTempFile: its files stay closed to other users, also to those who share the store.
            return folder.resolve(UUID.randomUUID() + ".part");
        } catch (IOException e) {
            throw new StoreNotWritten(folder, e);
        }
    }

    private static void move(Path file, Path place) throws IOException {
        try {
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            AtomicMove.move(file, place);
        } catch (IOException e) {
            throw new StoreNotWritten(place, e);
        }
    }

    /** Removes what killed processes left behind, once for each store and process. */
    private synchronized void sweep() throws IOException {
        if (swept) {
            return;
        }
        swept = true;
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - ABANDONED.toMillis());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try {
                    if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException e) {
                    // Another process was faster.
                }
            }
        }
    }

    /** Tells its own failures as the store's, so that they are not taken for those of what is read. */
    private static final class StoreFile extends FilterOutputStream {
        private final Path file;

        private StoreFile(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        static StoreFile open(Path file) {
            try {
                return new StoreFile(file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
            } catch (IOException e) {
                throw new StoreNotWritten(file, e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new StoreNotWritten(file, e);
            }
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** File systems that write late tell of a full disk here. */
        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new StoreNotWritten(file, e);
            }
        }
    }
}
