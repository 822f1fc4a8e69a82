package dev.slipway.registry.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer after which another attempt makes sense. */
public final class TransientFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<Duration> retryAfter;

    /** @param status of the answer, or 0 if the answer was not one */
    public TransientFailure(int status, String reason, Optional<Duration> retryAfter) {
        super(reason);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
