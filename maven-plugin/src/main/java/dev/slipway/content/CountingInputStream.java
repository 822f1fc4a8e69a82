package dev.slipway.oci.layer;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read; stays open when others close it. */
final class CountedStream extends BulkInputStream {
    private long count;

    CountedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count += Math.max(n, 0);
        return n;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public void close() {}
}
