package dev.slipway.registry;

import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.login.Credential;
import dev.slipway.registry.login.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the value of {@code Authorization} per server and repository, and gets a new one when a server asks for it (Docker Registry
 * "Token Authentication"; RFC 7617 for basic). Credentials are only sent after a challenge.
 */
final class Authorizer {
    private final Credentials credentials;
    private final TokenServer tokens;
    private final Clock clock;
    private final Map<String, Optional<Credential>> found = new ConcurrentHashMap<>();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    /** What opens one repository, and its lock: many threads that are refused at once ask for one new token. */
    private static final class Grant {
        @Nullable
        String header;

        Instant expires = Instant.MAX;
    }

    Authorizer(Credentials credentials, TokenServer tokens, Clock clock) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The header to send, or null if none was asked for yet. */
    @Nullable
    String current(Endpoint server, RegistryRequest request) {
        Grant grant = grant(server, request);
        synchronized (grant) {
            return grant.expires.isAfter(clock.instant()) ? grant.header : null;
        }
    }

    /**
     * Answers a challenge.
     *
     * @param refused the header that was sent
     * @return another header, worth a second attempt
     * @throws UnauthorizedAtRegistry if there is none
     */
    String renew(Endpoint server, RegistryRequest request, @Nullable String refused, Response response)
            throws IOException {
        List<Challenge> challenges = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        String description = ErrorBody.describe(response);
        Grant grant = grant(server, request);
        synchronized (grant) {
            String current = grant.expires.isAfter(clock.instant()) ? grant.header : null;
            if (current != null && !current.equals(refused)) {
                // Another thread was faster.
                return current;
            }
            Optional<Credential> credential = credential(server, request);
            Optional<Challenge> bearer = first(challenges, "bearer");
            if (bearer.isPresent()) {
                TokenServer.Token token = tokens.token(server, request, bearer.get(), credential);
                grant.expires = token.expires();
                grant.header = "Bearer " + token.value();
                return grant.header;
            }
            boolean basic = first(challenges, "basic").isPresent()
                    && credential.filter(each -> !each.isIdentityToken()).isPresent();
            String header = basic ? basic(credential.get()) : null;
            if (header == null || header.equals(refused)) {
                throw unauthorized(server, request, description);
            }
            grant.header = header;
            return header;
        }
    }

    /** The problem of a server that refuses although all was tried. */
    UnauthorizedAtRegistry unauthorized(Endpoint server, RegistryRequest request, String description) {
        Optional<Credential> tried = credential(server, request);
        String safe = tried.map(each -> hide(description, each)).orElse(description);
        return new UnauthorizedAtRegistry(request.image(), server, tried, credentials.places(), safe);
    }

    private static String hide(String text, Credential credential) {
        return credential.secret().isEmpty() ? text : text.replace(credential.secret(), "***");
    }

    static String basic(Credential credential) {
        String pair = credential.username() + ":" + credential.secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(each -> each.scheme().equals(scheme)).findFirst();
    }

    /** Looked up once: a credential helper is a process. */
    private Optional<Credential> credential(Endpoint server, RegistryRequest request) {
        String repository = server.repository(request.repository());
        return found.computeIfAbsent(
                server.host() + "/" + repository, any -> credentials.find(server.host(), repository));
    }

    private Grant grant(Endpoint server, RegistryRequest request) {
        return grants.computeIfAbsent(
                server.base() + " " + server.repository(request.repository()), key -> new Grant());
    }
}
