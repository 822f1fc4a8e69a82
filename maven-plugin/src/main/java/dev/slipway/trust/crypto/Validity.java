package dev.slipway.trust.crypto;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A closed span of time.
 *
 * @param end null if it is open
 */
public record Validity(Instant start, @Nullable Instant end) {
    /** True from the first to the last moment, both included. */
    public boolean holds(Instant time) {
        return !time.isBefore(start) && (end == null || !time.isAfter(end));
    }

    @Override
    public String toString() {
        return start + " to " + (end == null ? "now" : end);
    }
}
