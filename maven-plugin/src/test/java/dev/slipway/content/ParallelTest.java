package dev.slipway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void givesTheResultsInTheOrderOfTheThings() throws IOException {
        CountDownLatch second = new CountDownLatch(1);
        List<Integer> squares = Parallel.map(List.of(1, 2), 2, n -> {
            if (n == 1) {
                await(second);
            }
            second.countDown();
            return n * n;
        });
        assertThat(squares).containsExactly(1, 4);
        assertThat(Parallel.map(List.of(), 4, n -> n)).isEmpty();
    }

    @Test
    void throwsWhatTheFirstOfThemThrewAndInterruptsTheOthers() {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        assertThatThrownBy(() -> Parallel.map(List.of(1, 2), 2, n -> {
                    if (n == 1) {
                        await(started);
                        throw new IOException("one");
                    }
                    started.countDown();
                    try {
                        await(new CountDownLatch(1));
                    } catch (InterruptedIOException e) {
                        interrupted.set(true);
                        ended.countDown();
                    }
                    return n;
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("one");
        assertThat(endedInTime(ended)).isTrue();
        assertThat(interrupted).isTrue();
        assertThatThrownBy(() -> Parallel.map(List.of(1), 1, n -> {
                    throw new IllegalStateException("unchecked");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unchecked");
    }

    @Test
    void othersGoOnToTheirEndOnThreadsThatAreGiven() {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            assertThatThrownBy(() -> Parallel.map(List.of(1, 2), threads, n -> {
                        if (n == 1) {
                            throw new IOException("one");
                        }
                        await(failed);
                        ended.countDown();
                        return n;
                    }))
                    .hasMessage("one");
            failed.countDown();
            assertThat(endedInTime(ended)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void endsWhenTheCallerIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Parallel.map(List.of(1), 1, n -> {
                    await(new CountDownLatch(1));
                    return n;
                }))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private static boolean endedInTime(CountDownLatch latch) {
        try {
            return latch.await(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
