package dev.slipway.registry;

import dev.slipway.content.AllowedHere;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.registry.http.HttpTransport;
import dev.slipway.registry.http.RefusingTransport;
import dev.slipway.registry.http.Transport;
import dev.slipway.registry.http.settings.TlsAuthorities;
import dev.slipway.registry.login.Credentials;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads images from registries. One for a build: it keeps connections and tokens. Safe for many threads.
 *
 * <pre>
 * var client = new RegistryClient(settings, credentials, events);
 * var image = new ImageFetch(client.image(reference), sink, executor);
 * </pre>
 */
public final class RegistryClient {
    private final RegistrySettings settings;
    private final Credentials credentials;
    private final RegistryEvents events;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Endpoints endpoints;
    private final Downloads downloads;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, Downloads> byAuthorities = new ConcurrentHashMap<>();

    /**
     * @param credentials asked once per host, and only if that host wants to know
     * @param events called from many threads
     */
    @AllowedHere("dates in Retry-After")
    public RegistryClient(RegistrySettings settings, Credentials credentials, RegistryEvents events) {
        this(settings, credentials, events, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    RegistryClient(
            RegistrySettings settings, Credentials credentials, RegistryEvents events, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.credentials = credentials;
        this.events = events;
        this.clock = clock;
        this.sleeper = sleeper;
        this.endpoints = new Endpoints(settings);
        this.downloads = downloads(null);
    }

    /** @param tls null for the authorities that the machine trusts */
    private Downloads downloads(@Nullable SSLContext tls) {
        Transport transport = settings.offline()
                ? new RefusingTransport()
                : new HttpTransport(settings.proxies(), settings.timeout(), endpoints::isAllowed, tls);
        Retry retry = new Retry(sleeper, events);
        TokenServer tokens =
                new TokenServer(transport, endpoints, retry, clock, new TokenServer.Told(credentials, events));
        Authorizer authorizer = new Authorizer(credentials, tokens, clock);
        EndpointClient client = new EndpointClient(transport, authorizer, retry, clock);
        return new Downloads(client, retry, events, new ConnectionLimit());
    }

    /** The image of a reference; nothing is asked yet. */
    public ImageSource image(RegistryReference reference) {
        return new RegistryImage(reference, endpoints.of(reference.host()), downloads);
    }

    /** What lies beside the images of a repository. */
    public RepositoryDocuments documents(String host, String repository) {
        OptionalDownload lookup = new OptionalDownload(downloads, events, silent);
        return new RepositoryDocuments(host, repository, endpoints.of(host), lookup);
    }

    /**
     * What a Notary server keeps.
     *
     * @param url {@code https://host[:port]}
     * @param tlsAuthorities PEM of the certificates to trust for TLS; empty for those of the machine
     */
    public NotaryFiles notary(String url, String tlsAuthorities) {
        Downloads own = tlsAuthorities.isEmpty()
                ? downloads
                : byAuthorities.computeIfAbsent(tlsAuthorities, pem -> downloads(TlsAuthorities.of(pem)));
        return new NotaryFiles(URI.create(url), new OptionalDownload(own, events, silent));
    }
}
