package dev.slipway.registry;

import java.time.Duration;

/** Waits; tests have one that does not. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
