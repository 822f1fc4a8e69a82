package dev.slipway.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes to another stream on a thread of its own: what makes the bytes and what takes them run side by side. Failures of the other
 * stream come out at a later call. What is short is written at once, as a thread would cost more than it saves.
 */
final class WriteBehind extends OutputStream implements ZeroSink {
    private static final int BUFFER = 1 << 18;
    private static final int BUFFERS = 4;

    /** Bytes that are written at once; hashing them takes about as long as starting a thread. */
    private static final int SHORT = 1 << 20;

    /** What the thread writes: bytes, or zeros behind them; neither is the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final int size;
        private final long zeros;

        Chunk(byte[] bytes, int size, long zeros) {
            this.bytes = bytes;
            this.size = size;
            this.zeros = zeros;
        }
    }

    private final OutputStream out;
    private final BlockingQueue<byte[]> empty = new LinkedBlockingQueue<>();
    private final BlockingQueue<Chunk> filled = new LinkedBlockingQueue<>();
    private @Nullable Thread writer;
    private byte[] buffer = {};
    private int length;
    private long atOnce;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param out closed with this; nobody else may use it before this is flushed or closed */
    WriteBehind(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (isShort(count)) {
            out.write(bytes, offset, count);
            return;
        }
        int from = offset;
        for (int left = count; left > 0; ) {
            if (length == buffer.length) {
                handOver(0);
            }
            int n = Math.min(left, buffer.length - length);
            System.arraycopy(bytes, from, buffer, length, n);
            length += n;
            from += n;
            left -= n;
        }
    }

    @Override
    public void writeZeros(long count) throws IOException {
        if (isShort(count)) {
            ZeroSink.write(out, count);
        } else {
            handOver(count);
        }
    }

    private boolean isShort(long count) {
        if (writer != null) {
            return false;
        }
        atOnce += count;
        if (atOnce <= SHORT) {
            return true;
        }
        start();
        return false;
    }

    private void start() {
        for (int i = 1; i < BUFFERS; i++) {
            empty.add(new byte[BUFFER]);
        }
        buffer = new byte[BUFFER];
        length = 0;
        Thread thread = new Thread(this::writeAll, "slipway write behind");
        thread.setDaemon(true);
        thread.start();
        writer = thread;
    }

    private void handOver(long zeros) throws IOException {
        ReadAhead.rethrow(failure.getAndSet(null));
        if (length > 0 || zeros > 0) {
            filled.add(new Chunk(buffer, length, zeros));
        }
        length = 0;
        try {
            buffer = empty.take();
        } catch (InterruptedException e) {
            buffer = new byte[0];
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Takes all that comes, even after a failure: the caller waits for empty buffers. */
    private void writeAll() {
        boolean sound = true;
        try {
            for (Chunk chunk = filled.take(); chunk.size > 0 || chunk.zeros > 0; chunk = filled.take()) {
                sound = sound && write(chunk);
                empty.add(chunk.bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(Chunk chunk) {
        try {
            out.write(chunk.bytes, 0, chunk.size);
            if (chunk.zeros > 0) {
                ZeroSink.write(out, chunk.zeros);
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            failure.set(e);
            return false;
        }
    }

    @Override
    public void flush() throws IOException {
        await();
        out.flush();
    }

    /** Waits until all is written. A failure is thrown once, as nobody can have it as its own cause. */
    void await() throws IOException {
        if (writer != null) {
            if (length > 0) {
                filled.add(new Chunk(buffer, length, 0));
            }
            filled.add(new Chunk(new byte[0], 0, 0));
            ReadAhead.join(writer);
            writer = null;
            buffer = new byte[0];
            length = 0;
            atOnce = 0;
            empty.clear();
            filled.clear();
        }
        ReadAhead.rethrow(failure.getAndSet(null));
    }

    @Override
    public void close() throws IOException {
        try (out) {
            await();
        }
    }
}
