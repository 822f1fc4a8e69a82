package dev.slipway.registry;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets only so many downloads run at once per registry, however many threads there are; registries take more for an attack. */
final class ConnectionLimit {
    static final int WIDTH = 4;

    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    /** Waits for a place; the caller gives it back by running the result, once. */
    Runnable enter(String host) throws InterruptedIOException {
        Semaphore semaphore = places.computeIfAbsent(host, key -> new Semaphore(WIDTH, true));
        try {
            semaphore.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return semaphore::release;
    }
}
