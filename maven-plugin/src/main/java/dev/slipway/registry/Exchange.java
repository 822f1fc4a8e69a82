package dev.slipway.registry;

import dev.slipway.registry.http.Answer;
import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.Request;
import dev.slipway.registry.http.RetryAfter;
import dev.slipway.registry.http.TransientFailure;
import dev.slipway.registry.http.Transport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks a server with authorization and patience. */
final class Exchange {
    private final Transport transport;
    private final Authorizer authorizer;
    private final Retry retry;
    private final Clock clock;

    Exchange(Transport transport, Authorizer authorizer, Retry retry, Clock clock) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.retry = retry;
        this.clock = clock;
    }

    /** An answer of status 200, or 206 or 416 if a range was asked for; asked again if that may help. */
    Answer get(Endpoint server, Call call, int attempts) throws IOException {
        return retry.run(call.image(), server.toString(), attempts, () -> once(server, call));
    }

    /** The same, asked once. */
    Answer once(Endpoint server, Call call) throws IOException {
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
        String who = answer.redirected() ? "it redirects to " + answer.server() + ", and there: " : "";
        return new TransientFailure(answer.status(), who + description + asked, wait);
    }
}
