package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream; a shorter stream ends where it ends. */
public final class BoundedStream extends BulkInputStream {
    private long left;

    /** @param size bytes to read at the most */
    public BoundedStream(InputStream in, long size) {
        super(in);
        this.left = size;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(Math.min(n, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }
}
