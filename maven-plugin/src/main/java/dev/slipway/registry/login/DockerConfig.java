package dev.slipway.registry.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.json.StrictJson;
import dev.slipway.oci.reference.RegistryHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A file that {@code docker login} or {@code podman login} has written: {@code config.json}, or containers-auth.json(5). */
public final class DockerConfig {
    /** Longer ones are not read: a login takes some hundred bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** How Docker calls Docker Hub in its file, and towards helpers. */
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private final JsonNode root;
    private final String origin;

    private DockerConfig(JsonNode root, String origin) {
        this.root = root;
        this.origin = origin;
    }

    /**
     * Reads the file.
     *
     * @throws IOException whose message says what is wrong and quotes nothing: there are passwords in the file
     */
    public static DockerConfig parse(byte[] raw, String origin) throws IOException {
        if (raw.length > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
        JsonNode root;
        try {
            root = StrictJson.read(raw);
        } catch (StrictJson.Unsound e) {
            throw new IOException("it is not valid JSON");
        }
        if (!root.isObject()) {
            throw new IOException("it is not a JSON object");
        }
        return new DockerConfig(root, origin);
    }

    /** A program that knows credentials, and the name it knows a server by. */
    record Helper(String program, String serverUrl) {}

    /** The helper that is named for this host alone; namespaces have none, as in Podman. */
    public Optional<Helper> helperOf(String host) {
        for (Map.Entry<String, JsonNode> each : root.path("credHelpers").properties()) {
            if (isHost(each.getKey(), host) && each.getValue().isTextual()) {
                return Optional.of(new Helper(each.getValue().textValue(), each.getKey()));
            }
        }
        return Optional.empty();
    }

    /** The helper for every host that nothing else is said of. */
    public Optional<Helper> store(String host) {
        String program = root.path("credsStore").asText("");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> each : root.path("auths").properties()) {
            if (isHost(each.getKey(), host)) {
                return Optional.of(new Helper(program, each.getKey()));
            }
        }
        return Optional.of(new Helper(program, host.equals(RegistryHost.HUB) ? HUB_KEY : host));
    }

    /** The credentials that stand in the file, by the longest name that covers the repository. */
    public Optional<Credential> find(String host, String repository) {
        for (String name : CredentialNames.of(host, repository)) {
            for (Map.Entry<String, JsonNode> each : root.path("auths").properties()) {
                boolean meant = CredentialNames.canonical(each.getKey()).equals(name);
                Optional<Credential> found = meant ? read(each.getValue()) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isHost(String key, String host) {
        return CredentialNames.canonical(key).equals(host);
    }

    private Optional<Credential> read(JsonNode entry) {
        String identityToken = entry.path("identitytoken").asText("");
        if (!identityToken.isEmpty()) {
            return Optional.of(new Credential(Credential.TOKEN, identityToken, origin));
        }
        Optional<Credential> encoded = decode(entry.path("auth").asText(""));
        if (encoded.isPresent()) {
            return encoded;
        }
        String user = entry.path("username").asText("");
        String password = entry.path("password").asText("");
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential(user, password, origin));
    }

    /** User and password, as {@code base64(user:password)}; some programs leave NULs or a line's end behind. */
    private Optional<Credential> decode(String auth) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        int end = pair.length();
        while (end > 0 && "\0\r\n".indexOf(pair.charAt(end - 1)) >= 0) {
            end--;
        }
        return colon <= 0 || end <= colon
                ? Optional.empty()
                : Optional.of(new Credential(pair.substring(0, colon), pair.substring(colon + 1, end), origin));
    }
}
