package dev.slipway.registry.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A response after which another attempt makes sense. */
public final class TransientFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<Duration> retryAfter;

    /** @param status of the response, or 0 if there was none */
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
