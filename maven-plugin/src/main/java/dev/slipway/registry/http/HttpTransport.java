package dev.slipway.registry.http;

import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.header.LenientAddress;
import dev.slipway.registry.http.settings.Proxies;
import dev.slipway.registry.http.settings.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's client. Redirects are followed here and not by the JDK: see {@link #redirected}. */
public final class HttpTransport implements Transport {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final Duration timeout;
    private final Predicate<URI> allowed;
    private final Proxies proxies;
    private final HttpClient client;

    /** @param allowed whether a redirect may lead there */
    public HttpTransport(List<ProxyServer> proxies, Duration timeout, Predicate<URI> allowed) {
        this(proxies, timeout, allowed, null);
    }

    /** @param tls null for the authorities that the machine trusts */
    public HttpTransport(
            List<ProxyServer> proxies, Duration timeout, Predicate<URI> allowed, @Nullable SSLContext tls) {
        this.timeout = timeout;
        this.allowed = allowed;
        this.proxies = new Proxies(proxies);
        // HTTP/1.1: a connection per blob, so that one that stalls or is cut takes no other with it.
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.client = builder.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .proxy(this.proxies)
                .build();
    }

    @Override
    public Response send(Request request) throws IOException {
        Request current = request;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            boolean elsewhere = !sameServer(request.uri(), current.uri());
            HttpResponse<InputStream> response = elsewhere ? exchangeElsewhere(current) : exchange(current);
            if (request.form() != null || !REDIRECTS.contains(response.statusCode())) {
                String server = SafeText.server(current.uri());
                return new Response(response.statusCode(), response.headers(), response.body(), server, elsewhere);
            }
            response.body().close();
            current = redirected(current, response);
        }
        throw new UnusableResponse("redirects more than " + MAX_REDIRECTS + " times");
    }

    /** Asks the target of a redirect; if that fails, nobody should look for the fault at the server that was asked first. */
    private HttpResponse<InputStream> exchangeElsewhere(Request request) throws IOException {
        try {
            return exchange(request);
        } catch (InterruptedIOException | UnusableResponse | ProxyWantsPassword e) {
            throw e;
        } catch (IOException e) {
            throw new RedirectTargetFailed(SafeText.server(request.uri()), e);
        }
    }

    /** The same request to another address; what opens one server is never shown to another. */
    private Request redirected(Request request, HttpResponse<InputStream> response) throws IOException {
        URI target;
        try {
            String location = response.headers().firstValue("Location").orElse("");
            target = LenientAddress.withoutUserInfo(LenientAddress.resolve(request.uri(), location));
        } catch (URISyntaxException e) {
            // Not e's message: it repeats the address, and that may be signed.
            throw new UnusableResponse("redirects to an address that is not valid");
        }
        if (target.getHost() == null || !allowed.test(target)) {
            throw new UnusableResponse("redirects to " + SafeText.server(target)
                    + ("http".equals(target.getScheme()) ? " over plain HTTP" : "") + ", which is not allowed");
        }
        Request next = request.to(target);
        return sameServer(request.uri(), target) ? next : next.with(Request.AUTHORIZATION, null);
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && SafeText.server(one).equalsIgnoreCase(SafeText.server(other));
    }

    private HttpResponse<InputStream> exchange(Request request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(timeout)
                .header("User-Agent", "slipway")
                // Without this header any coding is acceptable (RFC 9110 12.5.3), and digests are of the bytes as they
                // are.
                .header("Accept-Encoding", "identity");
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
        // A connection that is kept remembers this handler. If it knew the transport, and so the client, no client
        // would ever be
        // garbage, and its thread would stay.
        Duration patience = timeout;
        try {
            HttpResponse<InputStream> response = client.send(builder.build(), info -> new TimedBody(patience));
            return checked(request, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IllegalArgumentException e) {
            // The JDK's word for a header that is no number, such as Content-Length. Its message may repeat foreign
            // text.
            throw new UnusableResponse("answers with something that is not HTTP");
        }
    }

    /** A proxy's own error is not the server's response. If CONNECT fails, there is not even a body. */
    private HttpResponse<InputStream> checked(Request request, HttpResponse<InputStream> response) throws IOException {
        boolean refused = response.statusCode() == 407;
        if (!refused && response.body() != null) {
            return withoutCoding(response);
        }
        if (response.body() != null) {
            response.body().close();
        }
        String proxy = proxies.find(request.uri()).map(ProxyServer::toString).orElse("on the way");
        throw refused
                ? new ProxyWantsPassword(proxy)
                : new IOException(
                        "the proxy " + proxy + " did not open a connection (status " + response.statusCode() + ")");
    }

    private static HttpResponse<InputStream> withoutCoding(HttpResponse<InputStream> response) throws IOException {
        String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
        boolean content = response.statusCode() == 200 || response.statusCode() == 206;
        if (content && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            response.body().close();
            throw new UnusableResponse(
                    "sends the content with Content-Encoding '" + coding + "', which was not asked for");
        }
        return response;
    }
}
