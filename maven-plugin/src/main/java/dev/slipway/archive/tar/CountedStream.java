package dev.slipway.archive.tar;

import java.io.IOException;
import java.io.InputStream;

/** Knows how many bytes were read or skipped. */
final class CountedStream extends InputStream {
    private final InputStream in;
    private long position;

    CountedStream(InputStream in) {
        this.in = in;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        position += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        position += Math.max(n, 0);
        return n;
    }

    /** Lets the stream below skip: one that verifies reads what it skips, and a file goes there at once. */
    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        position += skipped;
        return skipped;
    }
}
