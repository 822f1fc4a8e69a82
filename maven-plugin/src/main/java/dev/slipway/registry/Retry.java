package dev.slipway.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Tries again what may work the next time: after 1, 2, 4 and 8 seconds, or when the server says. */
final class Retry {
    /** Attempts at a server that answers, however badly. */
    static final int ATTEMPTS = 5;

    /** A server that is not there at all is seldom there a little later; a mirror has somebody who stands in for it. */
    static final int FEW_ATTEMPTS = 2;

    /** Longer than this no build waits; it fails at once and says what the server asked for. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Sleeper sleeper;
    private final RegistryEvents events;

    Retry(Sleeper sleeper, RegistryEvents events) {
        this.sleeper = sleeper;
        this.events = events;
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /**
     * @param server named in messages
     * @param limit the most attempts made
     * @throws RegistryProblem if none of them worked
     */
    <T> T run(String image, String server, int limit, Attempt<T> attempt) throws InterruptedIOException {
        for (int n = 1; ; n++) {
            try {
                return attempt.run();
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

    private static int mostAttempts(IOException failure) {
        if (failure instanceof SSLHandshakeException || failure instanceof ProxyWantsPassword) {
            // A wrong certificate and a proxy without its password stay what they are.
            return 1;
        }
        boolean absent = failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
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
        return new RegistryUnreachable(image, server, attempts, reason(failure), failure);
    }

    /** The JDK's exceptions often have no message, or a worse one below them. */
    static String reason(IOException failure) {
        if (failure instanceof TransientFailure) {
            return String.valueOf(failure.getMessage());
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
