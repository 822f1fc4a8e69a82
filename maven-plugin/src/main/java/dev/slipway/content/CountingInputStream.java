package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;

/** Knows how many bytes were read or skipped. Stays open when others close it. */
public final class CountingInputStream extends BulkInputStream {
    private long count;

    /** @param in stays open */
    public CountingInputStream(InputStream in) {
        super(in);
    }

    /** Bytes so far. */
    public long count() {
        return count;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count += Math.max(n, 0);
        return n;
    }

    /** Lets the stream below skip: one that verifies reads what it skips, and a file goes there at once. */
    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count += skipped;
        return skipped;
    }

    @Override
    public void close() {}
}
