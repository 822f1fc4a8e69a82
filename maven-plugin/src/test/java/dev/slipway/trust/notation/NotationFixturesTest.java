package dev.slipway.trust.notation;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.trust.Fixtures;
import dev.slipway.trust.ThirdPartyData;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.testing.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Signatures that Notation itself made, in OCI layouts. */
@ThirdPartyData(suite = "Notation", cases = 9)
class NotationFixturesTest {
    private static final Clock NOW = Clock.systemUTC();

    @Test
    void validSignatureIsAccepted() {
        Proof proof = verify("e2e-valid-signature", trusting("e2e.crt"), NOW);

        assertThat(proof.signer()).isEqualTo("CN=e2e,O=Notary,L=Seattle,ST=WA,C=US");
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        assertThat(verify("e2e-valid-multiple-signatures", trusting("e2e.crt"), NOW)
                        .scheme())
                .isEqualTo("notation");
    }

    @Test
    void signatureOfAnotherRootIsRefused() {
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify("e2e-valid-signature", trusting("new_e2e.crt"), NOW));
    }

    @Test
    void expiredSignatureIsRefused() {
        refused(Reason.EXPIRED, () -> verify("e2e-expired-signature", trusting("e2e.crt"), NOW));
        assertThat(verify("e2e-expired-signature", trusting("e2e.crt"), at("2023-06-27T05:20:30Z"))
                        .scheme())
                .isEqualTo("notation");
    }

    @Test
    void invalidSignatureIsRefused() {
        refused(Reason.UNSUPPORTED, () -> verify("e2e-invalid-signature", trusting("e2e.crt"), NOW));
    }

    @Test
    void expiredCertificateIsRefused() {
        refused(Reason.OUTSIDE_VALIDITY, () -> verify("e2e-with-expired-cert", trusting("expired_e2e.crt"), NOW));
        assertThat(verify("e2e-with-expired-cert", trusting("expired_e2e.crt"), at("2023-06-26T12:00:00Z"))
                        .scheme())
                .isEqualTo("notation");
    }

    @Test
    void imageWithoutSignatureIsRefused() {
        refused(Reason.NO_SIGNATURE, () -> verify("e2e", trusting("e2e.crt"), NOW));
    }

    @Test
    void timestampOfAPublicAuthorityIsRead() {
        // Its root is not in the folder of keys; both roots are taken from the signature itself, which is all right for
        // a test
        // of the mechanism and for nothing else.
        Layout layout = new Layout("e2e-with-timestamped-signature");
        NotationRule rule = layout.selfTrusting(true);

        Proof proof = layout.verify(rule, at("2025-01-21T10:00:00Z"));

        assertThat(proof.time()).contains(Instant.parse("2025-01-21T09:17:46.641Z"));
        refused(Reason.EXPIRED, () -> layout.verify(rule, NOW));
    }

    @Test
    void invalidTimestampIsRefused() {
        Layout layout = new Layout("e2e-with-invalid-timestamped-signature");

        refused(
                Reason.MALFORMED,
                () -> layout.verify(
                        new NotationRule(
                                layout.selfTrusting(false).authorities(),
                                List.of(),
                                layout.selfTrusting(false).authorities(),
                                List.of(X509Identity.parse("*")),
                                NotationRule.Revocation.SKIP),
                        NOW));
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    private static NotationRule trusting(String file) {
        List<X509Certificate> roots =
                Certificates.ofPem(Fixtures.text(Fixtures.path("notation", "localkeys", file)), file);
        return new NotationRule(
                roots, List.of(), List.of(), List.of(X509Identity.parse("*")), NotationRule.Revocation.SKIP);
    }

    private static Proof verify(String layout, NotationRule rule, Clock clock) {
        return new Layout(layout).verify(rule, clock);
    }

    /** An OCI layout as a registry that knows referrers by what they say of themselves. */
    private static final class Layout implements Fetcher {
        private final Path blobs;
        private final JsonNode index;

        Layout(String name) {
            Path folder = Fixtures.path("notation", "oci_layout", name);
            this.blobs = folder.resolve("blobs").resolve("sha256");
            this.index = Nodes.parse(Fixtures.bytes(folder.resolve("index.json")));
        }

        Proof verify(NotationRule rule, Clock clock) {
            Subject subject = subject();
            return new NotationSignatures(rule, new SignatureStore(this, subject.repository()), this, clock)
                    .verify(subject);
        }

        Subject subject() {
            for (JsonNode entry : index.get("manifests")) {
                if (entry.at("/annotations/org.opencontainers.image.ref.name")
                        .asText()
                        .equals("v1")) {
                    byte[] bytes = blob(entry.get("digest").textValue());
                    return new Subject(
                            ImageReference.parse("registry.example.test/e2e:v1"),
                            Descriptor.of(entry.get("mediaType").textValue(), Digest.of(bytes), bytes.length),
                            bytes);
                }
            }
            throw new AssertionError("no v1");
        }

        /** Trusts the certificates that are in the signature. */
        NotationRule selfTrusting(boolean timestamps) {
            ObjectNode envelope =
                    Nodes.parse(blob(signature().at("/layers/0/digest").textValue()));
            X509Certificate signer = certificate(envelope.at("/header/x5c/0").textValue());
            List<X509Certificate> authorities = new ArrayList<>();
            if (timestamps) {
                byte[] token = Base64.getDecoder()
                        .decode(envelope.get("header")
                                .get("io.cncf.notary.timestampSignature")
                                .textValue());
                authorities.addAll(rootsIn(token));
            }
            return new NotationRule(
                    List.of(signer),
                    List.of(),
                    authorities,
                    List.of(X509Identity.parse("*")),
                    NotationRule.Revocation.SKIP);
        }

        private static List<X509Certificate> rootsIn(byte[] token) {
            // The authority's highest certificate in the token stands for the root.
            List<X509Certificate> all = new ArrayList<>();
            var signedData = Der.parse(token, "token").sequence(2).get(1).only().sequence(4);
            signedData.get(3).children().forEach(der -> all.add(Certificates.ofDer(der.encoded(), "token")));
            return all.stream()
                    .filter(c -> Certificates.isAuthority(c)
                            && all.stream()
                                    .noneMatch(other -> other != c
                                            && other.getSubjectX500Principal().equals(c.getIssuerX500Principal())))
                    .toList();
        }

        private JsonNode signature() {
            for (JsonNode entry : index.get("manifests")) {
                JsonNode manifest = Nodes.parse(blob(entry.get("digest").textValue()));
                if (manifest.has("subject")) {
                    return manifest;
                }
            }
            throw new AssertionError("no signature");
        }

        private static X509Certificate certificate(String base64) {
            return Certificates.ofDer(Base64.getDecoder().decode(base64), "test");
        }

        private byte[] blob(String digest) {
            return Fixtures.bytes(blobs.resolve(digest.substring("sha256:".length())));
        }

        @Override
        public Optional<byte[]> manifest(Repository repository, String reference, long limit) {
            return find(reference);
        }

        @Override
        public Optional<byte[]> blob(Repository repository, Digest digest, long limit) {
            return find(digest.toString());
        }

        private Optional<byte[]> find(String digest) {
            return Files.exists(blobs.resolve(digest.substring(digest.indexOf(':') + 1)))
                    ? Optional.of(blob(digest))
                    : Optional.empty();
        }

        @Override
        public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit) {
            ObjectNode list = Nodes.object();
            var manifests = list.put("schemaVersion", 2).putArray("manifests");
            for (JsonNode entry : index.get("manifests")) {
                byte[] bytes = blob(entry.get("digest").textValue());
                if (Nodes.parse(bytes).at("/subject/digest").asText().equals(subject.toString())) {
                    manifests.add(Nodes.descriptor(entry.get("mediaType").textValue(), bytes));
                }
            }
            return Optional.of(new Page(Nodes.bytes(list), null));
        }

        @Override
        public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
            throw new IOException("no Notary server here");
        }

        @Override
        public Optional<byte[]> revocationList(String url, long limit) throws IOException {
            throw new IOException("no lists here");
        }
    }
}
