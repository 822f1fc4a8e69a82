package dev.slipway.trust.cosign;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.trust.Fixtures;
import dev.slipway.trust.ThirdPartyData;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.policy.BuiltInRoot;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.Identity;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signatures that cosign itself made, as the tests of containers/image keep them. */
@ThirdPartyData(suite = "containers/image", cases = 9)
class ContainersFixturesTest {
    private static final String REPOSITORY = "192.168.64.2:5000/cosign-signed-single-sample";

    private final TrustedRoot root = TrustedRoot.parse(BuiltInRoot.bytes());

    @Test
    void validSignatureIsAccepted() {
        Proof proof = verify("dir-img-cosign-valid", keyed("cosign.pub"));

        assertThat(proof.signer()).startsWith("key sha256:");
    }

    @Test
    void oneOfTwoSignaturesIsEnough() {
        assertThat(verify("dir-img-cosign-valid-2", keyed("cosign.pub")).scheme())
                .isEqualTo("sigstore-key");
        assertThat(verify("dir-img-cosign-mixed", keyed("cosign.pub")).scheme()).isEqualTo("sigstore-key");
    }

    @Test
    void keyOfSomebodyElseIsRefused() {
        refused(Reason.UNKNOWN_KEY, () -> verify("dir-img-cosign-valid", keyed("cosign2.pub")));
    }

    @Test
    void twoSignaturesOfOneKeyAreOneSigner() {
        refused(
                Reason.THRESHOLD_NOT_MET,
                () -> verify("dir-img-cosign-valid-2", keyed(2, false, "cosign.pub", "cosign2.pub")));
    }

    @Test
    void keyWithEntryOfThePublicLogIsAccepted() {
        Proof proof = verify("dir-img-cosign-key-rekor-valid", keyed(1, true, "cosign2.pub"));

        assertThat(proof.time()).contains(Instant.parse("2023-01-20T21:57:39Z"));
        refused(Reason.LOG_PROOF_INVALID, () -> verify("dir-img-cosign-valid", keyed(1, true, "cosign.pub")));
    }

    @Test
    void modifiedManifestIsRefused() {
        refused(Reason.WRONG_SUBJECT, () -> verify("dir-img-cosign-modified-manifest", keyed("cosign.pub")));
    }

    @Test
    void nameWithTagIsReadAsItsRepository() {
        assertThat(verify("dir-img-cosign-valid-with-tag", keyed("cosign.pub")).scheme())
                .isEqualTo("sigstore-key");
    }

    @Test
    void keylessSignatureOfThePublicInstanceIsAccepted() {
        // Names nobody in particular; the fixture's signer is a person whose name is none of this test's business.
        Identity anybody = new Identity("https://github.com/login/oauth", Pattern.compile(".+@.+"));

        Proof proof = verify("dir-img-cosign-fulcio-rekor-valid", keyless(anybody));

        assertThat(proof.time()).isPresent();
        refused(
                Reason.WRONG_IDENTITY,
                () -> verify(
                        "dir-img-cosign-fulcio-rekor-valid",
                        keyless(Identity.exactly("https://github.com/login/oauth", "somebody@else.example"))));
    }

    @Test
    void signatureOverNothingIsRefused() {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = new TestImage(registry, REPOSITORY, "v1", "x");
        refused(Reason.NO_SIGNATURE, () -> new SigstoreSignatures(
                        keyed("cosign.pub"),
                        new SignatureStore(registry, image.repository()),
                        new RepositoryBinding(RepositoryBinding.Mode.REPOSITORY, REPOSITORY, "v1"),
                        Clock.systemUTC())
                .verify(image.subject()));
    }

    private Proof verify(String folder, SigstoreRule rule) {
        FakeRegistry registry = new FakeRegistry();
        byte[] manifest = read(Fixtures.path("cosign-legacy", folder, "manifest.json"));
        Map<String, byte[]> layers = new TreeMap<>();
        ObjectNode signatures = Nodes.object();
        signatures.put("schemaVersion", 2);
        signatures.set("config", Nodes.descriptor("application/vnd.oci.image.config.v1+json", new byte[0]));
        var list = signatures.putArray("layers");
        String repository = null;
        for (int n = 1; Files.exists(Fixtures.path("cosign-legacy", folder).resolve("signature-" + n)); n++) {
            ObjectNode signature = signature(Fixtures.path("cosign-legacy", folder, "signature-" + n));
            byte[] payload = Base64.getDecoder().decode(signature.get("payload").textValue());
            repository = name(payload);
            ObjectNode layer = Nodes.descriptor(signature.get("mimeType").textValue(), payload);
            layer.set("annotations", signature.get("annotations"));
            list.add(layer);
            layers.put("signature-" + n, payload);
        }
        String name = repository;
        layers.values().forEach(payload -> registry.blob(name, payload));
        Subject subject = new Subject(
                ImageReference.parse(name + ":v1"),
                Descriptor.of(
                        "application/vnd.docker.distribution.manifest.v2+json", Digest.of(manifest), manifest.length),
                manifest);
        registry.manifest(name, "sha256-" + subject.digest().hex() + ".sig", Nodes.bytes(signatures));
        return new SigstoreSignatures(
                        rule,
                        new SignatureStore(registry, subject.repository()),
                        new RepositoryBinding(RepositoryBinding.Mode.REPOSITORY, name, "v1"),
                        Clock.systemUTC())
                .verify(subject);
    }

    /** The fixtures are without a registry; the name they were signed under tells where they were. */
    private static String name(byte[] payload) {
        String reference =
                Nodes.parse(payload).at("/critical/identity/docker-reference").textValue();
        int colon = reference.lastIndexOf(':');
        return colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference;
    }

    /** A zero byte, the format's name, a newline, JSON. */
    private static ObjectNode signature(Path file) {
        byte[] bytes = read(file);
        int newline = 0;
        while (bytes[newline] != '\n') {
            newline++;
        }
        return Nodes.parse(Arrays.copyOfRange(bytes, newline + 1, bytes.length));
    }

    /** Symbolic links of the original came as files that hold their target. */
    private static byte[] read(Path file) {
        byte[] bytes = Fixtures.bytes(file);
        return bytes.length > 3 && bytes[0] == '.' && bytes[1] == '.'
                ? read(file.resolveSibling(Fixtures.text(file)).normalize())
                : bytes;
    }

    private SigstoreRule keyed(String file) {
        return keyed(1, false, file);
    }

    private SigstoreRule keyed(int threshold, boolean logNeeded, String... files) {
        return rule(
                threshold,
                new ExpectedSigner.Keyed(
                        Arrays.stream(files)
                                .map(file ->
                                        PublicKeys.ofPem(Fixtures.text(Fixtures.path("cosign-legacy", file)), file))
                                .toList(),
                        logNeeded));
    }

    private SigstoreRule keyless(Identity identity) {
        return rule(1, new ExpectedSigner.Keyless(List.of(identity)));
    }

    private SigstoreRule rule(int threshold, ExpectedSigner signer) {
        return new SigstoreRule(
                signer instanceof ExpectedSigner.Keyed ? "sigstore-key" : "sigstore-keyless",
                root,
                signer,
                threshold,
                SigstoreRule.Format.LEGACY,
                RepositoryBinding.Mode.REPOSITORY,
                null);
    }
}
