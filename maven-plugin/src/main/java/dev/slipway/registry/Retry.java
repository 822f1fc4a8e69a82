package dev.slipway.registry;

import dev.slipway.content.IOSupplier;
import dev.slipway.problem.Problem;
import dev.slipway.registry.http.FailureText;
import dev.slipway.registry.http.ProxyWantsPassword;
import dev.slipway.registry.http.RedirectTargetFailed;
import dev.slipway.registry.http.SlowBody;
import dev.slipway.registry.http.TransientFailure;
import dev.slipway.registry.http.UnusableResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
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

    /** What becomes of attempts that fail. */
    interface Failures {
        /** Another attempt will be made after a while. */
        void retried(String reason, Duration wait);

        /** None will. */
        Problem givenUp(int attempts, IOException failure);
    }

    /**
     * Asks a server.
     *
     * @param server named in messages
     * @param limit the most attempts made
     * @throws RegistryProblem if none of them worked
     */
    <T> T run(String image, String server, int limit, IOSupplier<T> attempt) throws InterruptedIOException {
        return run(limit, atRegistry(image, server), attempt);
    }

    /** The same with failures of one's own. */
    <T> T run(int limit, Failures failures, IOSupplier<T> attempt) throws InterruptedIOException {
        for (int n = 1; ; n++) {
            try {
                return attempt.get();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                pause(limit, failures, n, e);
            }
        }
    }

    /** Waits before the next attempt at a registry, or gives up. */
    void pause(String image, String server, int limit, int attempts, IOException failure)
            throws InterruptedIOException {
        pause(limit, atRegistry(image, server), attempts, failure);
    }

    private Failures atRegistry(String image, String server) {
        return new Failures() {
            @Override
            public void retried(String reason, Duration wait) {
                events.retried(image, server + ": " + reason, wait);
            }

            @Override
            public Problem givenUp(int attempts, IOException failure) {
                return problem(image, server, attempts, failure);
            }
        };
    }

    private void pause(int limit, Failures failures, int attempts, IOException failure) throws InterruptedIOException {
        Optional<Duration> asked =
                failure instanceof TransientFailure answered ? answered.retryAfter() : Optional.empty();
        Duration wait = asked.orElseGet(() -> Duration.ofSeconds(1L << Math.min(attempts - 1, 5)));
        if (attempts >= Math.min(limit, mostAttempts(failure)) || wait.compareTo(LONGEST_WAIT) > 0) {
            throw failures.givenUp(attempts, failure);
        }
        failures.retried(FailureText.of(failure), wait);
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
                || failure instanceof UnusableResponse
                || (failure instanceof FileNotSent response && !response.mayPass())) {
            // A wrong certificate, a proxy without its password, a page of HTML and a missing file stay what they are.
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
            return new TooManyRequests(image, server, attempts, FailureText.of(failure), failure);
        }
        if (failure instanceof TransientFailure answered && answered.status() != 0) {
            return new RegistryFailed(image, server, attempts, FailureText.of(failure), failure);
        }
        if (failure instanceof UnusableResponse) {
            return new RegistryFailed(image, server, attempts, FailureText.of(failure), failure);
        }
        if (failure instanceof RedirectTargetFailed elsewhere) {
            String reason = FailureText.of(elsewhere.failure()) + "; " + server + " redirects there";
            return new RegistryUnreachable(image, elsewhere.server(), attempts, reason, elsewhere.failure());
        }
        return new RegistryUnreachable(image, server, attempts, FailureText.of(failure), failure);
    }
}
