package dev.slipway.registry;

import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.Request;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.TransientFailure;
import dev.slipway.registry.http.Transport;
import dev.slipway.registry.http.header.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to one server: authorizes them and repeats what failed for a while. */
final class EndpointClient {
    private final Transport transport;
    private final Authorizer authorizer;
    private final Retry retry;
    private final Clock clock;

    EndpointClient(Transport transport, Authorizer authorizer, Retry retry, Clock clock) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.retry = retry;
        this.clock = clock;
    }

    /** A response of status 200, or 206 or 416 if a range was asked for; asked again if that may help. */
    Response get(Endpoint server, RegistryRequest request, int attempts) throws IOException {
        return retry.run(request.image(), server.toString(), attempts, () -> once(server, request));
    }

    /** The same, asked once. */
    Response once(Endpoint server, RegistryRequest request) throws IOException {
        Request http = request.to(server);
        String header = authorizer.current(server, request);
        Response response = transport.send(http.with(Request.AUTHORIZATION, header));
        if (response.status() == 401 && !response.redirected()) {
            String renewed = authorizer.renew(server, request, header, response);
            response = transport.send(http.with(Request.AUTHORIZATION, renewed));
        }
        return checked(server, request, response);
    }

    private Response checked(Endpoint server, RegistryRequest request, Response response) throws IOException {
        int status = response.status();
        boolean ranged = request.headers().containsKey("Range");
        if (status == 200 || (ranged && (status == 206 || status == 416))) {
            return response;
        }
        String description = ErrorBody.describe(response);
        // A storage server behind a redirect refuses when the signature in the address is too old: the next attempt
        // gets a new one.
        if (isTransient(response) || response.redirected()) {
            throw transientFailure(response, description, clock);
        }
        if (status == 401 || status == 403) {
            throw authorizer.unauthorized(server, request, description);
        }
        if (status == 404) {
            throw new ImageNotFound(request.image(), server.toString(), request.item(), description);
        }
        throw new RegistryFailed(request.image(), server.toString(), 1, description, new IOException(description));
    }

    static boolean isTransient(Response response) {
        return response.status() == 429 || response.status() == 408 || response.status() >= 500;
    }

    static TransientFailure transientFailure(Response response, String description, Clock clock) {
        Optional<Duration> wait = RetryAfter.parse(response.header("Retry-After"), clock);
        String asked =
                wait.map(each -> ", asks to wait " + each.toSeconds() + " s").orElse("");
        String who = response.redirected() ? "it redirects to " + response.server() + ", and there: " : "";
        return new TransientFailure(response.status(), who + description + asked, wait);
    }
}
