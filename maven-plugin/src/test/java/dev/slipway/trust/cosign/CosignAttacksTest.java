package dev.slipway.trust.cosign;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.Identity;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.trust.testing.AttackCount;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestSigstore;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on signatures in registries; each is made of one that is accepted. */
@ExtendWith(AttackCount.class)
@DisplayName("Attacks on cosign signatures in registries")
class CosignAttacksTest {
    private static final String REPOSITORY = "docker.io/linuxkit/kernel";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String REKOR = "dev.sigstore.cosign/bundle";

    private final TestSigstore sigstore = new TestSigstore();
    private final FakeRegistry registry = new FakeRegistry();
    private final KeyPair key = Signing.p256();
    private final KeyPair second = Signing.p256();
    private final TestImage image = new TestImage(registry, REPOSITORY, "6.12", "a");
    private final TestImage other = new TestImage(registry, REPOSITORY, "6.6", "b");

    // What is accepted

    @Test
    @Tag(AttackCount.ACCEPTED)
    void whatNobodyTouchedIsAccepted() {
        image.signLegacy(key);
        assertThat(verify(keyed(key)).scheme()).isEqualTo("sigstore-key");

        other.attach(sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(other.manifest())));
        assertThat(verify(other, keyed(key), binding()).signedAt()).isEqualTo(TestSigstore.SIGNED);
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void fallbackTagIsAcceptedWhereThereIsNoReferrersApi() {
        registry.withoutReferrersApi();
        image.attach(statement(TestSigstore.cosignStatement(image.manifest())));

        assertThat(verify(keyless()).signer()).contains("linuxkit");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void allPagesAreRead() {
        registry.withPagesOf(1);
        for (int i = 0; i < 5; i++) {
            image.attach(sigstore.keyedStatementBundle(second, TestSigstore.cosignStatement(image.manifest())));
        }
        image.attach(sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(image.manifest())));

        assertThat(verify(keyed(key)).signer()).startsWith("key ");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void keylessSignatureOfOlderCosignIsAccepted() {
        byte[] payload = image.payload(REPOSITORY);
        TestSigstore.Signer signer = sigstore.signer();
        image.attachLegacy(payload, sigstore.legacyAnnotations(signer, payload, Signing.ecdsa(signer.keys(), payload)));

        assertThat(verify(keyless()).signedAt()).isEqualTo(TestSigstore.SIGNED);
    }

    // Whose signature, for what

    @Test
    void noSignature() {
        refused(Reason.NO_SIGNATURE, () -> verify(keyed(key)));
    }

    @Test
    void registryThatDoesNotAnswer() {
        image.signLegacy(key);
        registry.goDown();
        refused(Reason.CANNOT_TELL, () -> verify(keyed(key)));
    }

    @Test
    void signatureByAnotherKey() {
        image.signLegacy(second);
        refused(Reason.UNKNOWN_KEY, () -> verify(keyed(key)));
    }

    @Test
    void signatureOfAnotherImage() {
        byte[] payload = other.payload(REPOSITORY);
        image.attachLegacy(payload, signature(payload));
        refused(Reason.WRONG_SUBJECT, () -> verify(keyed(key)));
    }

    @Test
    void tagMovedAfterSigning() {
        image.signLegacy(key);
        // The tag now stands for the other image, which is what is looked up, and which nobody signed.
        refused(Reason.NO_SIGNATURE, () -> verify(other, keyed(key), binding()));
    }

    @Test
    void signatureForAnotherRepository() {
        byte[] payload = image.payload("docker.io/linuxkit/init");
        image.attachLegacy(payload, signature(payload));
        refused(Reason.WRONG_REPOSITORY, () -> verify(keyed(key)));
    }

    @Test
    void signatureForTheSameNameOnAnotherHost() {
        byte[] payload = image.payload("evil.example/linuxkit/kernel");
        image.attachLegacy(payload, signature(payload));
        refused(Reason.WRONG_REPOSITORY, () -> verify(keyed(key)));
    }

    @Test
    void signatureForAnotherTagWhereTheTagCounts() {
        byte[] payload = image.payload(REPOSITORY + ":6.6");
        image.attachLegacy(payload, signature(payload));
        RepositoryBinding exact = new RepositoryBinding(RepositoryBinding.Mode.EXACT, REPOSITORY, "6.12");
        refused(Reason.WRONG_REPOSITORY, () -> verify(image, keyed(key), exact));
        assertThat(verify(image, keyed(key), binding()).signer()).startsWith("key ");
    }

    @Test
    void statementForAnotherRepository() {
        byte[] statement = TestSigstore.statement(
                "https://sigstore.dev/cosign/sign/v1",
                "evil.example/linuxkit/kernel",
                image.manifest(),
                Nodes.object());
        image.attach(statement(statement));
        refused(Reason.WRONG_REPOSITORY, () -> verify(keyless()));
    }

    @Test
    void statementOfAnotherKindInPlaceOfASignature() {
        byte[] scan = TestSigstore.statement(
                "https://cosign.sigstore.dev/attestation/vuln/v1", "", image.manifest(), Nodes.object());
        image.attach(statement(scan));
        refused(Reason.WRONG_PURPOSE, () -> verify(keyless()));
    }

    @Test
    void provenanceInPlaceOfASignature() {
        byte[] provenance =
                TestSigstore.statement("https://slsa.dev/provenance/v1", "", image.manifest(), Nodes.object());
        image.attach(statement(provenance));
        refused(Reason.WRONG_PURPOSE, () -> verify(keyless()));
    }

    @Test
    void payloadOfAnotherType() {
        byte[] payload = TestImage.payload(REPOSITORY, image.digest().toString(), "atomic container signature");
        image.attachLegacy(payload, signature(payload));
        refused(Reason.WRONG_PURPOSE, () -> verify(keyed(key)));
    }

    @Test
    void payloadWithMoreThanItsFields() {
        ObjectNode json = Nodes.parse(image.payload(REPOSITORY));
        Nodes.at(json, "critical").put("also", "this");
        byte[] payload = Nodes.bytes(json);
        image.attachLegacy(payload, signature(payload));
        refused(Reason.MALFORMED, () -> verify(keyed(key)));
    }

    @Test
    void payloadWithAFieldTwice() {
        String text = new String(image.payload(REPOSITORY), StandardCharsets.UTF_8);
        byte[] payload = text.replace(
                        "{\"docker-manifest-digest\":",
                        "{\"docker-manifest-digest\":\"" + other.digest() + "\",\"docker-manifest-digest\":")
                .getBytes(StandardCharsets.UTF_8);
        image.attachLegacy(payload, signature(payload));
        refused(Reason.MALFORMED, () -> verify(keyed(key)));
    }

    @Test
    void goodPayloadWithTheSignatureOfAnother() {
        byte[] payload = image.payload(REPOSITORY);
        image.attachLegacy(payload, signature(other.payload(REPOSITORY)));
        refused(Reason.UNKNOWN_KEY, () -> verify(keyed(key)));
    }

    @Test
    void logEntryOfAnotherSignature() {
        byte[] payload = image.payload(REPOSITORY);
        byte[] elsewhere = other.payload(REPOSITORY);
        TestSigstore.Signer signer = sigstore.signer();
        Map<String, String> annotations =
                new TreeMap<>(sigstore.legacyAnnotations(signer, payload, Signing.ecdsa(signer.keys(), payload)));
        annotations.put(
                REKOR,
                sigstore.legacyAnnotations(signer, elsewhere, Signing.ecdsa(signer.keys(), elsewhere))
                        .get(REKOR));
        image.attachLegacy(payload, annotations);
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(keyless()));
    }

    @Test
    void logTimeChanged() {
        byte[] payload = image.payload(REPOSITORY);
        TestSigstore.Signer signer = sigstore.signer();
        Map<String, String> annotations =
                new TreeMap<>(sigstore.legacyAnnotations(signer, payload, Signing.ecdsa(signer.keys(), payload)));
        annotations.compute(REKOR, (name, text) -> text.replace("\"logIndex\":1", "\"logIndex\":2"));
        image.attachLegacy(payload, annotations);
        refused(Reason.LOG_PROOF_INVALID, () -> verify(keyless()));
    }

    @Test
    void certificateUsedAfterItsEnd() {
        byte[] payload = image.payload(REPOSITORY);
        TestSigstore.Signer old =
                sigstore.signer(TestSigstore.IDENTITY, TestSigstore.ISSUER, TestSigstore.SIGNED.minusSeconds(3600));
        image.attachLegacy(payload, sigstore.legacyAnnotations(old, payload, Signing.ecdsa(old.keys(), payload)));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(keyless()));
    }

    @Test
    void oldSignatureWhereTheRuleHasAnAge() {
        image.attach(statement(TestSigstore.cosignStatement(image.manifest())));
        refused(Reason.EXPIRED, () -> verify(keyless(Duration.ofMinutes(30))));
        assertThat(verify(keyless(Duration.ofDays(1))).signer()).contains("linuxkit");
    }

    @Test
    void signatureWithoutATimeWhereTheRuleHasAnAge() {
        image.signLegacy(key);
        refused(
                Reason.NO_TRUSTED_TIME,
                () -> verify(rule(new ExpectedSigner.Keyed(List.of(key.getPublic()), false), 1, Duration.ofDays(1))));
    }

    // Thresholds

    @Test
    void sameKeyTwiceForAThresholdOfTwo() {
        image.signLegacy(key).signLegacy(key);
        image.attach(sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(image.manifest())));
        refused(Reason.THRESHOLD_NOT_MET, () -> verify(keyed(2, key, second)));
        image.signLegacy(second);
        assertThat(verify(keyed(2, key, second)).signer()).contains(", ");
    }

    // Referrers

    @Test
    void referrerOfAnotherImage() {
        byte[] bundle = Nodes.bytes(statement(TestSigstore.cosignStatement(image.manifest())));
        registry.attachAs(REPOSITORY, image.digest(), other.digest(), TestImage.BUNDLE, TestImage.BUNDLE, bundle);
        refused(Reason.WRONG_SUBJECT, () -> verify(keyless()));
    }

    @Test
    void bundleForAnotherImageAttachedToThis() {
        image.attach(statement(TestSigstore.cosignStatement(other.manifest())));
        refused(Reason.WRONG_SUBJECT, () -> verify(keyless()));
    }

    @Test
    void bundleExchangedUnderItsDigest() {
        ObjectNode bundle = sigstore.keyedStatementBundle(second, TestSigstore.cosignStatement(image.manifest()));
        image.attach(bundle);
        byte[] exchanged =
                Nodes.bytes(sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(image.manifest())));
        registry.lie(REPOSITORY, Digest.of(Nodes.bytes(bundle)).toString(), exchanged);
        refused(Reason.MALFORMED, () -> verify(keyed(key)));
    }

    @Test
    void thousandsOfSignatures() {
        for (int i = 0; i < 60; i++) {
            image.attach(Nodes.object().put("n", i));
        }
        refused(Reason.TOO_LARGE, () -> verify(keyless()));
    }

    @Test
    void thousandsOfOlderSignatures() {
        for (int i = 0; i < 60; i++) {
            image.signLegacy(second);
        }
        refused(Reason.TOO_LARGE, () -> verify(keyed(key)));
    }

    @Test
    void pagesWithoutEnd() {
        registry.withPagesOf(0);
        image.attach(statement(TestSigstore.cosignStatement(image.manifest())));
        refused(Reason.TOO_LARGE, () -> verify(keyless()));
    }

    @Test
    void hugeSignatureBlob() {
        byte[] payload = new byte[(1 << 20) + 1];
        image.attachLegacy(payload, signature(payload));
        refused(Reason.TOO_LARGE, () -> verify(keyed(key)));
    }

    @Test
    void imageIndexInPlaceOfSignatures() {
        registry.manifest(
                REPOSITORY,
                "sha256-" + image.digest().hex() + ".sig",
                "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));
        refused(Reason.MALFORMED, () -> verify(keyed(key)));
    }

    // Statements about the build

    @Test
    void provenanceOfAnotherBuilder() {
        image.attach(statement(provenance("https://evil.example/builder", "https://github.com/linuxkit/linuxkit")));
        refused(Reason.WRONG_CLAIM, this::attest);
    }

    @Test
    void provenanceOfAnotherSource() {
        image.attach(statement(provenance(
                "https://github.com/actions/runner/github-hosted", "https://github.com/linuxkit/linuxkit-evil")));
        refused(Reason.WRONG_CLAIM, this::attest);
    }

    @Test
    void provenanceByAnotherSigner() {
        TestSigstore.Signer evil = sigstore.signer("https://github.com/evil", TestSigstore.ISSUER, TestSigstore.SIGNED);
        image.attach(sigstore.statementBundle(evil, goodProvenance()));
        refused(Reason.WRONG_IDENTITY, this::attest);
    }

    @Test
    void provenanceThatIsNotThere() {
        image.attach(statement(TestSigstore.cosignStatement(image.manifest())));
        refused(Reason.WRONG_PURPOSE, this::attest);
        image.attach(statement(goodProvenance()));
        assertThat(attest().scheme()).isEqualTo("https://slsa.dev/provenance/v1");
    }

    private byte[] goodProvenance() {
        return provenance("https://github.com/actions/runner/github-hosted", "https://github.com/linuxkit/linuxkit");
    }

    private byte[] provenance(String builder, String source) {
        ObjectNode predicate = Nodes.object();
        ObjectNode definition = predicate.putObject("buildDefinition").put("buildType", "https://example.test/type");
        definition
                .putObject("externalParameters")
                .putObject("workflow")
                .put("repository", source)
                .put("ref", "refs/tags/v1.0");
        predicate.putObject("runDetails").putObject("builder").put("id", builder);
        return TestSigstore.statement("https://slsa.dev/provenance/v1", "", image.manifest(), predicate);
    }

    private Proof attest() {
        AttestationRule rule = new AttestationRule(
                "https://slsa.dev/provenance/v1",
                keyless(),
                List.of("https://github.com/actions/runner/github-hosted"),
                "https://github.com/linuxkit/linuxkit",
                "refs/tags/v1.0");
        return new Attestations(rule, store(), binding(), TestSigstore.CLOCK).verify(image.subject());
    }

    private ObjectNode statement(byte[] statement) {
        return sigstore.statementBundle(sigstore.signer(), statement);
    }

    private Map<String, String> signature(byte[] payload) {
        return Map.of(SIGNATURE, Nodes.base64(Signing.ecdsa(key, payload)));
    }

    private Proof verify(SigstoreRule rule) {
        return verify(image, rule, binding());
    }

    private Proof verify(TestImage which, SigstoreRule rule, RepositoryBinding binding) {
        return new SigstoreSignatures(rule, store(), binding, TestSigstore.CLOCK).verify(which.subject());
    }

    private SignatureStore store() {
        return new SignatureStore(registry, image.repository());
    }

    private static RepositoryBinding binding() {
        return new RepositoryBinding(RepositoryBinding.Mode.REPOSITORY, REPOSITORY, "6.12");
    }

    private SigstoreRule keyed(KeyPair one) {
        return keyed(1, one);
    }

    private SigstoreRule keyed(int threshold, KeyPair... keys) {
        return rule(
                new ExpectedSigner.Keyed(
                        List.of(keys).stream().map(KeyPair::getPublic).toList(), false),
                threshold,
                null);
    }

    private SigstoreRule keyless() {
        return keyless(null);
    }

    private SigstoreRule keyless(@Nullable Duration maxAge) {
        return rule(
                new ExpectedSigner.Keyless(List.of(Identity.exactly(TestSigstore.ISSUER, TestSigstore.IDENTITY))),
                1,
                maxAge);
    }

    private SigstoreRule rule(ExpectedSigner signer, int threshold, @Nullable Duration maxAge) {
        return new SigstoreRule(
                signer instanceof ExpectedSigner.Keyed ? "sigstore-key" : "sigstore-keyless",
                TrustedRoot.parse(Nodes.bytes(sigstore.trustedRoot())),
                signer,
                threshold,
                SigstoreRule.Format.ANY,
                RepositoryBinding.Mode.REPOSITORY,
                maxAge);
    }
}
