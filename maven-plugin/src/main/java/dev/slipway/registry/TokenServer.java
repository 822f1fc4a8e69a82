package dev.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.json.StrictJson;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.Request;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.Transport;
import dev.slipway.registry.http.UnusableResponse;
import dev.slipway.registry.http.header.LenientAddress;
import dev.slipway.registry.login.Credential;
import dev.slipway.registry.login.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gets bearer tokens (Docker Registry "Token Authentication" for GET, "OAuth2 Token Authentication" for POST). */
final class TokenServer {
    private static final int MAX_BYTES = 1 << 20;

    /** Characters of an address in a message. */
    private static final int MOST_SHOWN = 200;

    /** RFC 6750 2.1. Anything else could not be a header, and the JDK's failure would repeat it. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** "For compatibility with older clients" a token lasts at least so long (seconds). */
    private static final long MIN_TOKEN_LIFETIME = 60;

    /** One that lasts longer is asked for again all the same; no server can make the sum of dates overflow. */
    private static final long MAX_TOKEN_LIFETIME = Duration.ofDays(1).toSeconds();

    private final Transport transport;
    private final Endpoints endpoints;
    private final Retry retry;
    private final Clock clock;
    private final Told told;
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    /**
     * Where credentials come from, and who hears where they go.
     *
     * @param credentials knows where they were looked for, for messages
     */
    record Told(Credentials credentials, RegistryEvents events) {}

    TokenServer(Transport transport, Endpoints endpoints, Retry retry, Clock clock, Told told) {
        this.transport = transport;
        this.endpoints = endpoints;
        this.retry = retry;
        this.clock = clock;
        this.told = told;
    }

    /** @param expires when to ask for another one */
    record Token(String value, Instant expires) {}

    Token token(Endpoint server, RegistryRequest wanted, Challenge challenge, Optional<Credential> credential)
            throws IOException {
        URI realm = realm(server, wanted, challenge);
        List<String[]> query = new ArrayList<>();
        query.add(new String[] {"service", challenge.parameter("service")});
        String scope = challenge.parameter("scope");
        query.add(new String[] {
            "scope", scope.isEmpty() ? "repository:" + server.repository(wanted.repository()) + ":pull" : scope
        });
        credential.ifPresent(each -> announce(server, realm));
        Request request = credential.filter(Credential::isIdentityToken).isPresent()
                ? post(realm, wanted, query, credential.get())
                : get(realm, wanted, query, credential);
        return retry.run(
                wanted.image(), name(server, realm), Retry.ATTEMPTS, () -> ask(server, wanted, credential, request));
    }

    /** The token server in messages: on another host than the registry, nobody would know why it is asked. */
    private static String name(Endpoint server, URI realm) {
        String registry = SafeText.server(server.base());
        String tokenServer = SafeText.server(realm);
        return registry.equals(tokenServer) ? tokenServer : tokenServer + " (token server of " + registry + ")";
    }

    /** Another host gets the credentials because the registry says so, as with Docker; nobody shall have to guess that. */
    private void announce(Endpoint server, URI realm) {
        String registry = SafeText.server(server.base());
        String tokenServer = SafeText.server(realm);
        if (!registry.equals(tokenServer) && announced.add(registry + " " + tokenServer)) {
            told.events.credentialsGoTo(registry, tokenServer);
        }
    }

    private URI realm(Endpoint server, RegistryRequest wanted, Challenge challenge) {
        String text = challenge.parameter("realm");
        try {
            URI realm = LenientAddress.resolve(server.base(), text);
            boolean plainAddress = realm.getHost() != null && realm.getRawUserInfo() == null;
            if (text.contains("://") && plainAddress && endpoints.isAllowed(realm)) {
                return realm;
            }
        } catch (URISyntaxException e) {
            // Told below, in our words.
        }
        String what = "its token server is not an https address: '"
                + text.substring(0, Math.min(text.length(), MOST_SHOWN)) + "'";
        throw new RegistryFailed(wanted.image(), server.toString(), 1, what, new IOException(what));
    }

    private static Request get(
            URI realm, RegistryRequest wanted, List<String[]> query, Optional<Credential> credential) {
        String separator = realm.getRawQuery() == null ? "?" : "&";
        URI uri = URI.create(realm + separator + encode(query));
        Request request = new Request(uri, new TreeMap<>(), null, wanted.image(), wanted.item());
        return credential
                .map(each -> request.with(Request.AUTHORIZATION, Authorizer.basic(each)))
                .orElse(request);
    }

    private static Request post(URI realm, RegistryRequest wanted, List<String[]> query, Credential credential) {
        List<String[]> form = new ArrayList<>(query);
        form.add(new String[] {"grant_type", "refresh_token"});
        form.add(new String[] {"client_id", "slipway"});
        form.add(new String[] {"refresh_token", credential.secret()});
        return new Request(realm, new TreeMap<>(), encode(form), wanted.image(), wanted.item());
    }

    private static String encode(List<String[]> pairs) {
        return pairs.stream()
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Token ask(Endpoint server, RegistryRequest wanted, Optional<Credential> credential, Request request)
            throws IOException {
        Response response = transport.send(request);
        if (response.status() != 200) {
            String description = ErrorBody.describe(response);
            String safe = credential
                    .map(each -> description.replace(each.secret().isEmpty() ? "\0" : each.secret(), "***"))
                    .orElse(description);
            if (EndpointClient.isTransient(response)) {
                throw EndpointClient.transientFailure(response, safe, clock);
            }
            String what = "its token server " + SafeText.server(request.uri()) + ": " + safe;
            throw new UnauthorizedAtRegistry(wanted.image(), server, credential, told.credentials.places(), what);
        }
        try (response) {
            return read(response.body().readNBytes(MAX_BYTES), request);
        }
    }

    private Token read(byte[] body, Request request) throws IOException {
        JsonNode root;
        try {
            root = StrictJson.read(body);
        } catch (StrictJson.Unsound e) {
            // Not e: its message may quote the token.
            throw noToken(request);
        }
        // Some servers write both fields and leave one of them empty.
        String token = text(root, "token");
        String value = token.isEmpty() ? text(root, "access_token") : token;
        if (!TOKEN.matcher(value).matches()) {
            throw noToken(request);
        }
        long seconds = Math.min(
                MAX_TOKEN_LIFETIME,
                Math.max(MIN_TOKEN_LIFETIME, root.path("expires_in").asLong(MIN_TOKEN_LIFETIME)));
        // A little early, so that a token does not end on its way.
        return new Token(value, clock.instant().plus(Duration.ofSeconds(seconds - 5)));
    }

    private static String text(JsonNode root, String field) {
        return root.path(field).isTextual() ? root.path(field).textValue() : "";
    }

    private static UnusableResponse noToken(Request request) {
        return new UnusableResponse(SafeText.server(request.uri()) + " answers with something that is not a token");
    }
}
