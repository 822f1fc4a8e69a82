package dev.slipway.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Does the same with several things at once. */
public final class Parallel {
    private Parallel() {}

    /**
     * The results in the order of the things. If one fails, those that run are interrupted.
     *
     * @param width how many at once
     * @throws IOException as the first of the list that failed
     */
    public static <T, R> List<R> map(List<T> things, int width, IOFunction<T, R> function) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(width, Math.max(1, things.size())));
        try {
            return map(things, threads, function);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same on given threads. If one fails, the others go on to their end. */
    public static <T, R> List<R> map(List<T> things, Executor threads, IOFunction<T, R> function) throws IOException {
        List<Future<R>> running = new ArrayList<>();
        for (T thing : things) {
            FutureTask<R> task = new FutureTask<>(() -> function.apply(thing));
            running.add(task);
            threads.execute(task);
        }
        List<R> results = new ArrayList<>();
        for (Future<R> each : running) {
            results.add(result(each));
        }
        return results;
    }

    /** Interrupts what runs on these threads, and gives it a minute to end. */
    public static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what runs, and gives its result or throws its failure. */
    public static <R> R result(Future<R> running) throws IOException {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
