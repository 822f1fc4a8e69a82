package dev.slipway.registry;

import java.time.Duration;

/** Waits; tests have one that does not. */
@FunctionalInterface
public interface Sleeper {
    /** Returns after this time. */
    void sleep(Duration duration) throws InterruptedException;
}
