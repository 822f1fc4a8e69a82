package dev.slipway.store;

import dev.slipway.content.BoundedStream;
import dev.slipway.content.BulkInputStream;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.SeekableContent;
import dev.slipway.content.VerifyingInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the store.
 *
 * @param size in bytes
 */
record StoredContent(Path file, long size, Digest digest) implements SeekableContent {
    private static final int BUFFER = 1 << 16;

    @Override
    public InputStream open() throws IOException {
        try {
            InputStream all = Files.newInputStream(file);
            return new Guard(
                    new VerifyingInputStream(new BufferedInputStream(all, BUFFER), digest, size, file.toString()));
        } catch (NoSuchFileException e) {
            // Another build found it damaged, or somebody cleaned up.
            throw new StoreEntryDamaged(file, digest, "it is gone");
        }
    }

    @Override
    public InputStream openPart(long offset, long length) throws IOException {
        return openRegion(file, offset, length);
    }

    /** Bytes of a file, not verified. */
    static InputStream openRegion(Path file, long offset, long size) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new BoundedStream(Channels.newInputStream(channel.position(offset)), size);
    }

    /** Drops the file when it turns out to be damaged. */
    private final class Guard extends BulkInputStream {
        Guard(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            try {
                return in.read(buffer, start, length);
            } catch (DigestMismatch e) {
                Files.deleteIfExists(file);
                throw new StoreEntryDamaged(file, digest, e.what());
            }
        }
    }
}
