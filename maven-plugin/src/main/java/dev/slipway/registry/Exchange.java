package dev.slipway.registry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the servers of an image until one has the answer: with authorization, patience, and mirrors before the registry itself. */
final class Exchange {
    private final Transport transport;
    private final Authorizer authorizer;
    private final Retry retry;
    private final Clock clock;
    private final RegistryEvents events;

    Exchange(Transport transport, Authorizer authorizer, Retry retry, Clock clock, RegistryEvents events) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.retry = retry;
        this.clock = clock;
        this.events = events;
    }

    /** @param answer of status 200; 206 or 416 if a range was asked for */
    record Found(Endpoint server, Answer answer) {}

    /**
     * @param servers mirrors first, the registry itself last
     * @throws RegistryProblem of the registry itself, if nobody has it
     */
    Found first(List<Endpoint> servers, Call call) throws IOException {
        for (Endpoint mirror : servers.subList(0, servers.size() - 1)) {
            try {
                return new Found(mirror, get(mirror, call, Retry.FEW_ATTEMPTS));
            } catch (RegistryProblem e) {
                events.mirrorSkipped(call.image(), mirror.toString(), e.what());
            }
        }
        Endpoint registry = servers.get(servers.size() - 1);
        return new Found(registry, get(registry, call, Retry.ATTEMPTS));
    }

    private Answer get(Endpoint server, Call call, int attempts) throws IOException {
        return retry.run(call.image(), server.toString(), attempts, () -> once(server, call));
    }

    private Answer once(Endpoint server, Call call) throws IOException {
        Request request = call.to(server);
        String header = authorizer.current(server, call);
        Answer answer = transport.send(request.with(Request.AUTHORIZATION, header));
        if (answer.status() == 401 && !answer.redirected()) {
            String renewed = authorizer.renew(server, call, header, answer);
            answer = transport.send(request.with(Request.AUTHORIZATION, renewed));
        }
        return checked(server, call, answer);
    }

    private Answer checked(Endpoint server, Call call, Answer answer) throws IOException {
        int status = answer.status();
        boolean ranged = call.headers().containsKey("Range");
        if (status == 200 || (ranged && (status == 206 || status == 416))) {
            return answer;
        }
        String description = ErrorBody.describe(answer);
        // A storage server behind a redirect refuses when the signature in the address is too old: the next attempt
        // gets a new one.
        if (isTransient(answer) || answer.redirected()) {
            throw transientFailure(answer, description, clock);
        }
        if (status == 401 || status == 403) {
            throw authorizer.unauthorized(server, call, description);
        }
        if (status == 404) {
            throw new ImageNotFound(call.image(), server.toString(), call.item(), description);
        }
        throw new RegistryFailed(call.image(), server.toString(), 1, description, new IOException(description));
    }

    static boolean isTransient(Answer answer) {
        return answer.status() == 429 || answer.status() == 408 || answer.status() >= 500;
    }

    static TransientFailure transientFailure(Answer answer, String description, Clock clock) {
        Optional<Duration> wait = RetryAfter.parse(answer.header("Retry-After"), clock);
        String asked =
                wait.map(each -> ", asks to wait " + each.toSeconds() + " s").orElse("");
        return new TransientFailure(answer.status(), description + asked, wait);
    }
}
