package dev.slipway.archive;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Tells a damaged compressed stream from a source that cannot be read. */
final class DecompressedStream extends InputStream {
    private final Source source;
    private final InputStream plain;
    private final Compression compression;
    private final String where;

    DecompressedStream(InputStream compressed, Compression compression, String where, Consumer<String> warnings)
            throws IOException {
        this.source = new Source(compressed);
        this.compression = compression;
        this.where = where;
        try {
            this.plain = compression.reader(source, warnings);
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return plain.read(buffer, offset, length);
        } catch (IOException e) {
            throw told(e);
        }
    }

    /** The source's own failure as it is; any other is the format reader's opinion of the bytes. */
    private IOException told(IOException e) throws IOException {
        if (source.failed) {
            throw e;
        }
        throw new DamagedCompression(where, compression, e);
    }

    @Override
    public void close() throws IOException {
        plain.close();
        // Not every reader closes what is below it, and closing twice does nothing.
        source.close();
    }

    private static final class Source extends BulkInputStream {
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
