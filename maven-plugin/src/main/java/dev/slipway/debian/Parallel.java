package dev.slipway.debian;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same to several things at once; waiting for a server takes no processor. */
final class Parallel {
    private static final int WIDTH = 4;

    private Parallel() {}

    /** What is done to each. */
    @FunctionalInterface
    interface Action<T> {
        void on(T thing) throws IOException;
    }

    /** Returns when all is done, or throws what the first of them in the list threw. */
    static <T> void forEach(List<T> things, Action<T> action) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(WIDTH, Math.max(1, things.size())));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T thing : things) {
                running.add(threads.submit(() -> {
                    action.on(thing);
                    return thing;
                }));
            }
            for (Future<?> each : running) {
                join(each);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void join(Future<?> running) throws IOException {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
