package dev.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's client. Redirects are followed here and not by the JDK: see {@link #redirected}. */
final class HttpTransport implements Transport {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final RegistrySettings settings;
    private final Predicate<URI> allowed;
    private final Proxies proxies;
    private final HttpClient client;

    /** @param allowed whether a redirect may lead there */
    HttpTransport(RegistrySettings settings, Predicate<URI> allowed) {
        this(settings, allowed, null);
    }

    /** @param tls null for the authorities that the machine trusts */
    HttpTransport(RegistrySettings settings, Predicate<URI> allowed, @Nullable SSLContext tls) {
        this.settings = settings;
        this.allowed = allowed;
        this.proxies = new Proxies(settings.proxies());
        // HTTP/1.1: a connection per blob, so that one that stalls or is cut takes no other with it.
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.client = builder.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .proxy(proxies)
                .build();
    }

    @Override
    public Answer send(Request request) throws IOException {
        Request current = request;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<InputStream> response = exchange(current);
            if (request.form() != null || !REDIRECTS.contains(response.statusCode())) {
                boolean elsewhere = !sameServer(request.uri(), current.uri());
                return new Answer(response.statusCode(), response.headers(), response.body(), elsewhere);
            }
            response.body().close();
            current = redirected(current, response);
        }
        throw new IOException(request.uri().getAuthority() + " redirects more than " + MAX_REDIRECTS + " times");
    }

    /** The same request to another address; what opens one server is never shown to another. */
    private Request redirected(Request request, HttpResponse<InputStream> response) throws IOException {
        URI target;
        try {
            target = request.uri()
                    .resolve(new URI(response.headers().firstValue("Location").orElse("")));
        } catch (URISyntaxException e) {
            // Not e's message: it repeats the address, and that may be signed.
            throw new IOException(request.uri().getAuthority() + " redirects to an address that is none");
        }
        if (target.getHost() == null || !allowed.test(target)) {
            throw new IOException(request.uri().getAuthority() + " redirects to " + target.getAuthority()
                    + ("http".equals(target.getScheme()) ? " over plain HTTP" : "") + ", which is not allowed");
        }
        Request next = request.to(target);
        return sameServer(request.uri(), target) ? next : next.with(Request.AUTHORIZATION, null);
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme()) && one.getAuthority().equalsIgnoreCase(other.getAuthority());
    }

    private HttpResponse<InputStream> exchange(Request request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(settings.timeout())
                .header("User-Agent", "slipway");
        request.headers().forEach(builder::header);
        // Set by hand: with an Authenticator the JDK's client would drop the header Authorization of every request.
        String proxyAuthorization =
                proxies.find(request.uri()).map(ProxyServer::authorization).orElse(null);
        if (proxyAuthorization != null) {
            builder.header(PROXY_AUTHORIZATION, proxyAuthorization);
        }
        if (request.form() != null) {
            builder.header("Content-Type", "application/x-www-form-urlencoded");
            builder.POST(HttpRequest.BodyPublishers.ofString(request.form()));
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(builder.build(), info -> new TimedBody(settings.timeout()));
            return checked(request, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** What a proxy says for itself is no answer; of one that opens no tunnel there is not even a body. */
    private HttpResponse<InputStream> checked(Request request, HttpResponse<InputStream> response) throws IOException {
        boolean refused = response.statusCode() == 407;
        if (!refused && response.body() != null) {
            return response;
        }
        if (response.body() != null) {
            response.body().close();
        }
        String proxy = proxies.find(request.uri()).map(ProxyServer::toString).orElse("in between");
        throw refused
                ? new ProxyWantsPassword(proxy)
                : new IOException("the proxy " + proxy + " opens no connection (status " + response.statusCode() + ")");
    }
}
