package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on a thread of its own, a few buffers ahead of whoever reads this one: what makes the bytes and what takes them run side
 * by side. Failures of the stream come out where its bytes would.
 */
public final class ReadAhead extends BulkInputStream {
    private static final int BUFFER = 1 << 18;
    private static final int BUFFERS = 4;

    /** What the thread has read: some bytes, or why there are no more; neither is the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final int size;
        private final @Nullable Throwable failure;

        Chunk(byte[] bytes, int size, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.size = size;
            this.failure = failure;
        }
    }

    private final BlockingQueue<byte[]> empty = new LinkedBlockingQueue<>();
    private final BlockingQueue<Chunk> filled = new LinkedBlockingQueue<>();
    private final Thread reader;
    private Chunk chunk = new Chunk(new byte[0], 0, null);
    private int at;
    private boolean ended;

    /** @param in closed with this; nobody else may use it before this has ended or is closed */
    public ReadAhead(InputStream in) {
        super(in);
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(new byte[BUFFER]);
        }
        this.reader = new Thread(this::readAll, "slipway read ahead");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            int n;
            do {
                byte[] buffer = empty.take();
                n = in.readNBytes(buffer, 0, buffer.length);
                filled.add(new Chunk(buffer, n, null));
            } while (n > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            filled.add(new Chunk(new byte[0], 0, e));
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == chunk.size && !next()) {
            return -1;
        }
        int n = Math.min(length, chunk.size - at);
        System.arraycopy(chunk.bytes, at, buffer, offset, n);
        at += n;
        return n;
    }

    private boolean next() throws IOException {
        if (!ended) {
            take();
        }
        rethrow(chunk.failure);
        return !ended;
    }

    private void take() throws IOException {
        try {
            if (chunk.size > 0) {
                empty.add(chunk.bytes);
            }
            chunk = filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        at = 0;
        ended = chunk.size == 0;
    }

    /** Throws what a thread failed with, if it did. */
    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** Waits for the thread, so that nobody uses the stream below when this has returned. */
    @Override
    public void close() throws IOException {
        reader.interrupt();
        join(reader);
        super.close();
    }

    /** Waits for a thread that comes to its end. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
