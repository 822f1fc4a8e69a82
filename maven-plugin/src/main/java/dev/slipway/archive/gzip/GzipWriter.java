package dev.slipway.archive.gzip;

import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * A stream that compresses what is written to one gzip member, block by block on several threads, as pigz does. Memory is
 * bounded: three MiB for each thread.
 */
public final class GzipWriter extends OutputStream implements ZeroSink {
    /** Method deflate, no flags, no time, no hint, unknown system (RFC 1952 2.3.1): nothing about the machine. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int MAX_THREADS = 8;

    /** Half the work of level 6, for 3.6 % more bytes (the site's page on compression has the curve). */
    public static final int LEVEL = 4;

    /** The highest one. */
    public static final int MAX_LEVEL = 9;

    private static final byte[] ZEROS = new byte[GzipBlock.SIZE];
    private static final byte[] ZERO_WINDOW = new byte[GzipBlock.WINDOW];

    private final OutputStream sink;
    private final ExecutorService executor;
    private final int threads;
    private final int level;
    private final Deque<Work> inFlight = new ArrayDeque<>();

    /** Blocks that were compressed, to be filled again: their garbage would be as large as what is written. */
    private final Deque<byte[]> empty = new ArrayDeque<>();

    private final CRC32 crc = new CRC32();
    private byte[] block = new byte[GzipBlock.SIZE];
    private byte[] dictionary = new byte[0];
    private byte[] zeroBlock = new byte[0];
    private int length;
    private long size;
    private boolean closed;

    /**
     * @param sink stays open when this is closed
     * @param threads at least 1; more than 8 are not used
     * @param level 1 to {@link #MAX_LEVEL}
     * @throws UnsupportedZlib if this JVM would write other bytes than every other
     */
    public GzipWriter(OutputStream sink, int threads, int level) throws IOException {
        ReferenceZlib.require();
        this.sink = sink;
        this.threads = Math.min(threads, MAX_THREADS);
        this.level = level;
        this.executor = Executors.newFixedThreadPool(this.threads, GzipWriter::daemon);
        sink.write(HEADER);
    }

    /** Names what decides over the bytes besides the input: level, block and dictionary. */
    public static String id(int level) {
        return "gzip level " + level + " block " + GzipBlock.SIZE;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "slipway-gzip");
        // A build that fails must not wait for a block.
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (closed) {
            throw new IOException("the gzip stream is closed");
        }
        crc.update(bytes, offset, count);
        size += count;
        int from = offset;
        int left = count;
        while (left > 0) {
            int n = Math.min(left, GzipBlock.SIZE - length);
            System.arraycopy(bytes, from, block, length, n);
            length += n;
            from += n;
            left -= n;
            if (length == GzipBlock.SIZE) {
                submit(false);
            }
        }
    }

    @Override
    public void writeZeros(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int n = (int) Math.min(left, GzipBlock.SIZE - length);
            if (n == GzipBlock.SIZE && Arrays.equals(dictionary, ZERO_WINDOW)) {
                crc.update(ZEROS);
                size += n;
                enqueue(new Work(CompletableFuture.completedFuture(zeroBlock()), new byte[0]));
            } else {
                write(ZEROS, 0, n);
            }
            left -= n;
        }
    }

    /** What a block of zeros behind zeros becomes is always the same, so it is compressed once. */
    private byte[] zeroBlock() {
        if (zeroBlock.length == 0) {
            zeroBlock = GzipBlock.compress(ZERO_WINDOW, new GzipBlock.Plain(ZEROS, ZEROS.length), false, level);
        }
        return zeroBlock;
    }

    /** Does nothing: where a block ends depends on the bytes alone. */
    @Override
    public void flush() {}

    /** Writes what is left, and the trailer; the sink is flushed and stays open. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            submit(true);
            while (!inFlight.isEmpty()) {
                writeOldest();
            }
            trailer();
            sink.flush();
        } finally {
            executor.shutdownNow();
        }
    }

    private void submit(boolean last) throws IOException {
        GzipBlock.Plain plain = new GzipBlock.Plain(block, length);
        byte[] before = dictionary;
        enqueue(new Work(executor.submit(() -> GzipBlock.compress(before, plain, last, level)), block));
        if (!last) {
            dictionary = Arrays.copyOfRange(block, GzipBlock.SIZE - GzipBlock.WINDOW, GzipBlock.SIZE);
            block = empty.isEmpty() ? new byte[GzipBlock.SIZE] : empty.remove();
            length = 0;
        }
    }

    /**
     * A block on its way.
     *
     * @param plain a whole block, to be filled again; or none
     */
    private record Work(Future<byte[]> compressed, byte[] plain) {}

    /** As many blocks wait as are worked on, so that no thread does. */
    private void enqueue(Work work) throws IOException {
        inFlight.add(work);
        if (inFlight.size() > threads + 1) {
            writeOldest();
        }
    }

    private void writeOldest() throws IOException {
        Work oldest = inFlight.remove();
        try {
            sink.write(oldest.compressed().get());
            if (oldest.plain().length > 0) {
                empty.add(oldest.plain());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IOException("compressing a block failed", e.getCause());
        }
    }

    /** CRC and size, the lowest byte first (RFC 1952 2.3.1). */
    private void trailer() throws IOException {
        byte[] trailer = new byte[8];
        for (int i = 0; i < 4; i++) {
            trailer[i] = (byte) (crc.getValue() >>> 8 * i);
            trailer[4 + i] = (byte) (size >>> 8 * i);
        }
        sink.write(trailer);
    }
}
