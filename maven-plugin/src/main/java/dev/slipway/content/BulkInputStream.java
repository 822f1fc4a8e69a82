package dev.slipway.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A filter that has one place where bytes pass: single bytes are read as arrays of one, and there is no way back. */
public abstract class BulkInputStream extends FilterInputStream {
    private static final int SHORT = 1 << 13;
    private static final int LONG = 1 << 16;

    protected BulkInputStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    /** Reads what it skips, so that it passes the same place. */
    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(8192, n))];
        long left = n;
        while (left > 0) {
            int got = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                break;
            }
            left -= got;
        }
        return Math.max(n, 0) - Math.max(left, 0);
    }

    /** Each piece passes several streams, so the pieces of what is long are long. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[SHORT];
        long total = 0;
        for (int n = read(buffer, 0, buffer.length); n >= 0; n = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, n);
            total += n;
            if (buffer.length == SHORT && total > 2 * SHORT) {
                buffer = new byte[LONG];
            }
        }
        return total;
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
