package dev.slipway.oci.layer;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes to a sink what is read, and counts it. */
final class CopiedStream extends BulkInputStream {
    private final OutputStream sink;
    private long count;

    /** @param sink stays open */
    CopiedStream(InputStream in, OutputStream sink) {
        super(in);
        this.sink = sink;
    }

    long count() {
        return count;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            sink.write(buffer, offset, n);
            count += n;
        }
        return n;
    }
}
