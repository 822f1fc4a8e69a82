package dev.slipway.registry;

import dev.slipway.oci.ImageSource;
import dev.slipway.oci.RegistryReference;
import java.time.Clock;

/**
 * Reads images from registries. One for a build: it keeps connections and tokens. Safe for many threads.
 *
 * <pre>
 * var client = new RegistryClient(settings, credentials, events);
 * var image = new ImageFetch(client.image(reference), sink, executor);
 * </pre>
 */
public final class RegistryClient {
    private final Endpoints endpoints;
    private final Downloads downloads;

    /**
     * @param credentials asked once per host, and only if that host wants to know
     * @param events called from many threads
     */
    public RegistryClient(RegistrySettings settings, Credentials credentials, RegistryEvents events) {
        this(settings, credentials, events, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    RegistryClient(
            RegistrySettings settings, Credentials credentials, RegistryEvents events, Clock clock, Sleeper sleeper) {
        this.endpoints = new Endpoints(settings);
        Transport transport = settings.offline() ? new RefusingTransport() : new HttpTransport(settings, endpoints);
        Retry retry = new Retry(sleeper, events);
        TokenServer tokens = new TokenServer(transport, endpoints, retry, clock, credentials);
        Authorizer authorizer = new Authorizer(credentials, tokens, clock);
        Exchange exchange = new Exchange(transport, authorizer, retry, clock, events);
        this.downloads = new Downloads(exchange, retry, events, new Gate());
    }

    /** The image of a reference; nothing is asked yet. */
    public ImageSource image(RegistryReference reference) {
        return new RegistryImage(reference, endpoints.of(reference.host()), downloads);
    }
}
