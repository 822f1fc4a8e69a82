package dev.slipway.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that fails if nothing comes for a while, or too little for a longer while; the JDK's own stream would wait for ever. Only the
 * time counts in which the reader waits for the server, never the time that the reader needs itself.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private sealed interface Piece permits Bytes, End {}

    private record Bytes(List<ByteBuffer> buffers) implements Piece {
        long size() {
            return buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        }
    }

    private record End(@Nullable Throwable failure) implements Piece {}

    /** What a server has to send in a second on the average; a line that is slower than 8 kbit/s brings no image. */
    static final long LEAST_BYTES_PER_SECOND = 1 << 10;

    private final Duration timeout;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private @Nullable End end;

    /** Since when {@link #windowBytes} are counted, in nanoseconds of waiting. */
    private long waited;

    private long windowBytes;

    TimedBody(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new End(failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new End(null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (current.isEmpty() && end == null) {
            take();
        }
        ByteBuffer next = current.peek();
        if (next == null) {
            return atEnd();
        }
        int n = Math.min(length, next.remaining());
        next.get(buffer, offset, n);
        if (!next.hasRemaining()) {
            current.remove();
        }
        return n;
    }

    private int atEnd() throws IOException {
        Throwable failure = end == null ? null : end.failure;
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        return -1;
    }

    private void take() throws IOException {
        long before = System.nanoTime();
        Piece piece;
        try {
            piece = pieces.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (piece == null) {
            close();
            throw new SlowBody("nothing came for " + inWords(timeout));
        }
        if (piece instanceof Bytes bytes) {
            requirePace(System.nanoTime() - before, bytes.size());
            bytes.buffers.stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
            demand();
        } else if (piece instanceof End last) {
            end = last;
        }
    }

    /** A byte now and then keeps no build waiting: in each span of waiting as long as the timeout, enough must have come. */
    private void requirePace(long nanos, long bytes) throws IOException {
        waited += nanos;
        windowBytes += bytes;
        if (waited < timeout.toNanos()) {
            return;
        }
        long least = Math.max(1, timeout.toMillis() * LEAST_BYTES_PER_SECOND / 1000);
        if (windowBytes < least) {
            close();
            throw new SlowBody("only " + windowBytes + " bytes came in " + inWords(timeout));
        }
        waited = 0;
        windowBytes = 0;
    }

    private static String inWords(Duration duration) {
        return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private synchronized void demand() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
