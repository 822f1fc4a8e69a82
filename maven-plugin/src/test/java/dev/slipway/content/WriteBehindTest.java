package dev.slipway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writing and hashing on another thread gives what writing and hashing on the same thread gives. */
@Timeout(60)
class WriteBehindTest {
    private static final int LONG = 5 << 20;

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("slipway write behind"));
    }

    @Test
    void bytesAndDigestAreThoseOfOneThread() throws IOException {
        for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, LONG}) {
            for (int piece : new int[] {1000, 1 << 16, 3 << 20}) {
                ByteArrayOutputStream alone = new ByteArrayOutputStream();
                HashingOutputStream plain = new HashingOutputStream(alone);
                write(plain, size, piece);
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                try (HashingOutputStream beside = HashingOutputStream.beside(written)) {
                    write(beside, size, piece);
                    assertThat(beside.digest()).isEqualTo(plain.digest());
                    assertThat(beside.size()).isEqualTo(plain.size());
                    assertThat(written.toByteArray()).isEqualTo(alone.toByteArray());
                }
            }
        }
    }

    /** Noise, zeros, a flush in between, noise. */
    private static void write(OutputStream sink, int size, int piece) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (int at = 0; at < size; at += piece) {
            sink.write(bytes, at, Math.min(piece, size - at));
        }
        ZeroSink.write(sink, 70_000);
        sink.flush();
        sink.write(bytes);
        ZeroSink.write(sink, 3);
        sink.write(7);
    }

    @Test
    void aFailureComesOutOnceAndTheRestIsDropped() throws IOException {
        Full full = new Full(2 << 20);
        WriteBehind behind = new WriteBehind(full);
        assertThatThrownBy(() -> behind.write(new byte[LONG])).hasMessage("full");
        behind.write(new byte[LONG]);
        behind.close();
        assertThat(full.taken).isLessThanOrEqualTo(2 << 20);
    }

    @Test
    void aFailureOfTheLastBytesComesOutWhenItIsClosed() throws IOException {
        WriteBehind behind = new WriteBehind(new Full(2 << 20));
        behind.write(new byte[(2 << 20) + 1]);
        assertThatThrownBy(() -> {
                    try (behind) {
                        behind.flush();
                    }
                })
                .hasMessage("full");
    }

    @Test
    void whoIsInterruptedWaitsForNobody() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        WriteBehind behind = new WriteBehind(new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (length < LONG) {
                    waitFor(slow);
                }
            }
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> behind.write(new byte[LONG])).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        slow.countDown();
        behind.close();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes so many bytes. */
    private static final class Full extends OutputStream {
        private final int room;
        private int taken;

        Full(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (taken + length > room) {
                throw new IOException("full");
            }
            taken += length;
        }
    }
}
