package dev.slipway.trust.policy;

import dev.slipway.problem.Problem;
import dev.slipway.trust.notation.NotationRule;
import dev.slipway.trust.notation.X509Identity;
import dev.slipway.yaml.ObjectReader;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code notation}. */
final class NotationReader {
    private static final Map<String, NotationRule.Revocation> REVOCATION = Map.of(
            "enforce", NotationRule.Revocation.ENFORCE,
            "log", NotationRule.Revocation.LOG,
            "skip", NotationRule.Revocation.SKIP);

    private final PolicyFiles files;

    NotationReader(PolicyFiles files) {
        this.files = files;
    }

    private record Stores(List<X509Certificate> ca, List<X509Certificate> authority, List<X509Certificate> tsa) {}

    Requirement.@Nullable Notation read(ObjectReader keys) {
        keys.about("Certificates that are trusted.").required("stores");
        Stores stores = keys.object("stores", this::stores);
        List<X509Identity> identities = keys.about(
                        "Subjects that may sign, such as 'x509.subject: C=DE, O=Example, CN=release', or '*' for any.")
                .list("identities", item -> item.parsed(NotationReader::identity));
        NotationRule.Revocation revocation = keys.about(
                        "Whether revoked certificates are refused (enforce), reported (log) or not checked (skip); default: log.")
                .oneOf("revocation", REVOCATION);
        if (stores == null) {
            return null;
        }
        if (identities == null
                || identities.isEmpty()
                || (stores.ca().isEmpty() && stores.authority().isEmpty())) {
            keys.refuse(
                    "a signature needs an identity and a trust store",
                    "Write identities: ['x509.subject: C=.., ST=.., O=..'] and stores: {ca: [file.pem]}");
            return null;
        }
        boolean anybody =
                identities.stream().anyMatch(identity -> identity.attributes().isEmpty());
        if (anybody && identities.size() > 1) {
            keys.refuse(
                    "'*' cannot be combined with other identities", "Remove it, or the others: it means any signer");
        }
        return new Requirement.Notation(new NotationRule(
                stores.ca(),
                stores.authority(),
                stores.tsa(),
                identities,
                revocation == null ? NotationRule.Revocation.LOG : revocation));
    }

    private Stores stores(ObjectReader keys) {
        return new Stores(
                certificates(keys.about("Files with certificates (PEM) of certificate authorities."), "ca"),
                certificates(
                        keys.about(
                                "Files with certificates (PEM) of signing authorities, whose signing time is trusted."),
                        "signing-authority"),
                certificates(keys.about("Files with certificates (PEM) of timestamp authorities."), "tsa"));
    }

    private List<X509Certificate> certificates(ObjectReader keys, String name) {
        List<List<X509Certificate>> all = keys.list(name, item -> item.parsed(files::certificates));
        return all == null ? List.of() : all.stream().flatMap(List::stream).toList();
    }

    private static X509Identity identity(String text) {
        try {
            return X509Identity.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    String.valueOf(e.getMessage()),
                    "Write 'x509.subject: C=.., ST=.., O=..' or '*'");
        }
    }
}
