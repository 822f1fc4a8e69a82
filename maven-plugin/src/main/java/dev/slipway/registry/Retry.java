package dev.slipway.registry;

import dev.slipway.content.IOSupplier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Tries again what may work the next time: after 1, 2, 4 and 8 seconds, or when the server says. */
final class Retry {
    /** Attempts at a server that answers, however badly. */
    static final int ATTEMPTS = 5;

    /** A server that is not there or silent is seldom there a little later; a mirror has somebody who stands in for it. */
    static final int FEW_ATTEMPTS = 2;

    /** Each of them has waited for as long as the user allows. */
    private static final int SLOW_ATTEMPTS = 3;

    /** Longer than this no build waits; it fails at once and says what the server asked for. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Sleeper sleeper;
    private final RegistryEvents events;

    Retry(Sleeper sleeper, RegistryEvents events) {
        this.sleeper = sleeper;
        this.events = events;
    }

    /**
     * @param server named in messages
     * @param limit the most attempts made
     * @throws RegistryProblem if none of them worked
     */
    <T> T run(String image, String server, int limit, IOSupplier<T> attempt) throws InterruptedIOException {
        for (int n = 1; ; n++) {
            try {
                return attempt.get();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                pause(image, server, limit, n, e);
            }
        }
    }

    /** Waits before the next attempt, or gives up. */
    void pause(String image, String server, int limit, int attempts, IOException failure)
            throws InterruptedIOException {
        Optional<Duration> asked =
                failure instanceof TransientFailure answered ? answered.retryAfter() : Optional.empty();
        Duration wait = asked.orElseGet(() -> Duration.ofSeconds(1L << Math.min(attempts - 1, 5)));
        if (attempts >= Math.min(limit, mostAttempts(failure)) || wait.compareTo(LONGEST_WAIT) > 0) {
            throw problem(image, server, attempts, failure);
        }
        events.retried(image, server + ": " + reason(failure), wait);
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** How often something is tried at most that fails so. */
    static int mostAttempts(IOException failure) {
        if (failure instanceof RedirectTargetFailed elsewhere) {
            return mostAttempts(elsewhere.failure());
        }
        if (failure instanceof SSLHandshakeException
                || failure instanceof ProxyWantsPassword
                || failure instanceof UnusableAnswer) {
            // A wrong certificate, a proxy without its password and a page of HTML stay what they are.
            return 1;
        }
        if (failure instanceof SlowBody) {
            return SLOW_ATTEMPTS;
        }
        boolean absent = failure instanceof ConnectException
                || failure instanceof HttpTimeoutException
                || failure instanceof UnknownHostException;
        return absent ? FEW_ATTEMPTS : ATTEMPTS;
    }

    private static RegistryProblem problem(String image, String server, int attempts, IOException failure) {
        if (failure instanceof TransientFailure answered && answered.status() == 429) {
            return new TooManyRequests(image, server, attempts, reason(failure), failure);
        }
        if (failure instanceof TransientFailure answered && answered.status() != 0) {
            return new RegistryFailed(image, server, attempts, reason(failure), failure);
        }
        if (failure instanceof UnusableAnswer) {
            return new RegistryFailed(image, server, attempts, reason(failure), failure);
        }
        if (failure instanceof RedirectTargetFailed elsewhere) {
            String reason = reason(elsewhere.failure()) + "; " + server + " redirects there";
            return new RegistryUnreachable(image, elsewhere.server(), attempts, reason, elsewhere.failure());
        }
        return new RegistryUnreachable(image, server, attempts, reason(failure), failure);
    }

    /** The JDK's exceptions often have no message, or a worse one below them. */
    static String reason(IOException failure) {
        if (failure instanceof TransientFailure) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof RedirectTargetFailed elsewhere) {
            return "redirects to " + elsewhere.server() + ": " + reason(elsewhere.failure());
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return "its name is not known (DNS)";
            }
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
