package dev.slipway.registry;

import dev.slipway.content.IOFunction;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** A blob on its way. If the connection is cut it goes on where it was (RFC 9110 14, Range), or from the start if the server cannot. */
final class ResumingStream extends InputStream {
    /** So much progress makes up for a failure: a long download over a bad line may fail many times. */
    private static final long PROGRESS_THAT_RESETS_FAILURES = 1 << 20;

    /** What to do between two attempts: wait, or throw. */
    @FunctionalInterface
    interface Pause {
        void before(int failures, IOException failure) throws InterruptedIOException;
    }

    private final long size;
    private final IOFunction<Long, InputStream> opener;
    private final Pause pause;
    private @Nullable InputStream in;
    private long position;
    private int failures;
    private long lastFailure;

    /**
     * Opens at once, so that a blob that is not there is noticed before anybody waits for it.
     *
     * @param opener opens the blob at an offset
     */
    ResumingStream(long size, IOFunction<Long, InputStream> opener, Pause pause) throws IOException {
        this.size = size;
        this.opener = opener;
        this.pause = pause;
        this.in = opener.apply(0L);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                return readOnce(buffer, offset, length);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private int readOnce(byte[] buffer, int offset, int length) throws IOException {
        if (in == null) {
            in = opener.apply(position);
        }
        int n = in.read(buffer, offset, length);
        if (n < 0 && position < size) {
            throw new EOFException("the connection was cut after " + position + " of " + size + " bytes");
        }
        position += Math.max(n, 0);
        return n;
    }

    private void failed(IOException failure) throws IOException {
        close();
        in = null;
        failures = position - lastFailure >= PROGRESS_THAT_RESETS_FAILURES ? 1 : failures + 1;
        lastFailure = position;
        pause.before(failures, failure);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
