package dev.slipway.trust.policy;

import dev.slipway.problem.Problem;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.notary.NotaryRule;
import dev.slipway.yaml.ObjectReader;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code notary-v1}. */
final class NotaryReader {
    private static final Map<String, Boolean> TOFU = Map.of("never", false, "first-use", true);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final String HUB = "notary.docker.io";

    private final PolicyFiles files;

    NotaryReader(PolicyFiles files) {
        this.files = files;
    }

    Requirement.@Nullable Notary read(ObjectReader keys) {
        String server = keys.about("Address of the Notary server, such as https://notary.example.com:4443.")
                .requiredParsed("server", NotaryReader::server);
        Boolean tofu = keys.about(
                        "Whether the root key that is seen first is trusted (first-use) or not (never); default: never.")
                .oneOf("tofu", TOFU);
        List<String> pins = keys.about("Identifiers of root keys that are trusted: 64 hex digits each.")
                .list("root-certs", pin -> pin.parsed(NotaryReader::identifier));
        List<X509Certificate> authorities = keys.about(
                        "File with certificates (PEM) of authorities whose root certificates are trusted.")
                .parsed("ca", files::certificates);
        String tlsAuthorities = keys.about(
                        "File with certificates (PEM) of authorities for the connection to the server.")
                .parsed("tls-ca", path -> {
                    files.certificates(path);
                    return files.text(path);
                });
        boolean anchored = (pins != null && !pins.isEmpty()) || (authorities != null && !authorities.isEmpty());
        if (!anchored && (tofu == null || !tofu)) {
            keys.refuse(
                    "no root is trusted",
                    "Name root certificates in 'root-certs' (.signed.roles.root.keyids of its root.json) or an authority in 'ca'");
        }
        if (server == null) {
            return null;
        }
        return new Requirement.Notary(new NotaryRule(
                new Fetcher.NotaryServer(server, tlsAuthorities == null ? "" : tlsAuthorities),
                pins == null ? Set.of() : Set.copyOf(pins),
                authorities == null ? List.of() : authorities,
                tofu != null && tofu));
    }

    private static String server(String text) {
        if (!text.startsWith("https://") || text.contains("?") || text.contains("#") || text.endsWith("/")) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "'" + text + "' is not the address of a Notary server",
                    "Write https://host:port without a slash");
        }
        if (text.contains(HUB)) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "Docker Hub's Notary service shuts down on 8 December 2026",
                    "Ask the publisher for a cosign key or identity, or use 'pinned'");
        }
        return text;
    }

    private static String identifier(String text) {
        if (!ID.matcher(text).matches()) {
            throw Problem.user(
                    PolicyReader.WHERE, "'" + text + "' is not a key identifier", "Write 64 lower-case hex digits");
        }
        return text;
    }
}
