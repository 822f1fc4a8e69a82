package dev.slipway.content;

import java.io.IOException;

/** Tells how many of the expected bytes have passed, and whether all of them did. */
public final class ProgressInputStream extends VerifiedInputStream {
    private final VerifiedInputStream verified;
    private final long size;
    private final Progress progress;
    private final Runnable onClose;
    private long count;
    private boolean finished;
    private boolean closed;

    /**
     * @param in its end means success
     * @param size in bytes, of the whole
     * @param onClose run once, when the stream is closed
     */
    public ProgressInputStream(VerifiedInputStream in, long size, Progress progress, Runnable onClose) {
        super(in);
        this.verified = in;
        this.size = size;
        this.progress = progress;
        this.onClose = onClose;
    }

    @Override
    boolean verifies(Digest digest, long length) {
        return verified.verifies(digest, length);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count += n;
            progress.reached(count);
        }
        if (count == size && !finished && length > 0) {
            finished = true;
            progress.finished();
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (!finished) {
            progress.stopped();
        }
        onClose.run();
        in.close();
    }
}
