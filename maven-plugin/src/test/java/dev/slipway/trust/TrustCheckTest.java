package dev.slipway.trust;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.RecordingFetcher;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.policy.DefaultRule;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.TrustSection;
import dev.slipway.trust.testing.AttackCount;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestNotary;
import dev.slipway.trust.testing.TestNotation;
import dev.slipway.trust.testing.TestSigstore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verdicts on images, from policy and evidence together. */
class TrustCheckTest {
    private static final String KERNEL = "docker.io/linuxkit/kernel";
    private static final TrustSection SEED = new TrustSection(List.of("linuxkit/kernel"), List.of());
    private static final String SIGNED_BY_LINUXKIT =
            """
            version: 1
            keys: {linuxkit: {file: linuxkit.pub}, ops: {file: ops.pub}}
            roots: {public-good: {trusted-root: root.json}}
            rules:
            - scope: docker.io/linuxkit/*
              require: {sigstore-key: {keys: [linuxkit]}}
            """;

    private final TestSigstore sigstore = new TestSigstore();
    private final KeyPair linuxkit = Signing.p256();
    private final KeyPair ops = Signing.p256();
    private final FakeRegistry registry = new FakeRegistry();
    private final TestImage kernel = new TestImage(registry, KERNEL, "6.12", "new");
    private final Map<String, byte[]> files = new HashMap<>(Map.of(
            "linuxkit.pub", Signing.pem(linuxkit.getPublic()).getBytes(StandardCharsets.US_ASCII),
            "ops.pub", Signing.pem(ops.getPublic()).getBytes(StandardCharsets.US_ASCII),
            "root.json", Nodes.bytes(sigstore.trustedRoot())));

    // The seed's file

    @Test
    void seedPassesWithASignedKernel() {
        kernel.signLegacy(linuxkit);

        Verdict verdict = check(SIGNED_BY_LINUXKIT, SEED, kernel);

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        assertThat(verdict.rule()).isEqualTo("docker.io/linuxkit/*");
        assertThat(verdict.scheme()).isEqualTo("sigstore-key");
    }

    @Test
    void seedFailsWithAnUnsignedKernel() {
        assertReason(check(SIGNED_BY_LINUXKIT, SEED, kernel), Reason.NO_SIGNATURE);
    }

    @Test
    void seedFailsWithASignatureForAnotherRepository() {
        byte[] payload = kernel.payload("docker.io/linuxkit/init");
        kernel.attachLegacy(
                payload, Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(linuxkit, payload))));

        assertReason(check(SIGNED_BY_LINUXKIT, SEED, kernel), Reason.WRONG_REPOSITORY);
    }

    @Test
    void seedFailsAfterTheTagWasMovedToAnUnsignedImage() {
        kernel.signLegacy(linuxkit);
        TestImage moved = new TestImage(registry, KERNEL, "6.12", "moved");

        assertReason(check(SIGNED_BY_LINUXKIT, SEED, moved), Reason.NO_SIGNATURE);
        // And before that, because the lock has another digest.
        VerificationRequest request = new VerificationRequest(moved.subject(), kernel.digest(), null);
        assertReason(check(SIGNED_BY_LINUXKIT, SEED, request, registry), Reason.LOCK_DIFFERS);
    }

    @Test
    void seedFailsWithoutARuleAndTellsWhy() {
        Verdict verdict = check("{version: 1}", SEED, kernel);

        assertReason(verdict, Reason.NO_RULE);
        assertThat(verdict.rejected().orElseThrow().next())
                .contains("trust: names docker.io/linuxkit/kernel:6.12")
                .contains("2026-12-08")
                .contains("trust-policy.yml");
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void seedPassesWithADigestInTheYamlOrWhereThePolicySaysThatAPinIsEnough() {
        Subject pinned = new Subject(
                ImageReference.parse(KERNEL + "@" + kernel.digest()),
                kernel.subject().descriptor(),
                kernel.manifest());

        assertThat(check("{version: 1}", SEED, new VerificationRequest(pinned, kernel.digest(), null), registry)
                        .outcome())
                .isEqualTo(Verdict.Outcome.PINNED);
        assertThat(check("{version: 1, listed: pinned}", SEED, kernel).outcome())
                .isEqualTo(Verdict.Outcome.PINNED);
    }

    @Test
    void ruleThatAcceptsAnythingDoesNotSatisfyTheYaml() {
        String policy = "{version: 1, rules: [{scope: '*', require: {accept: {reason: x}}}]}";

        assertReason(check(policy, SEED, kernel), Reason.NO_RULE);
        Verdict unlisted = check(policy, TrustSection.NONE, kernel);
        assertThat(unlisted.outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(unlisted.note()).isEqualTo("x");
    }

    // Defaults

    @Test
    void defaultDecidesWhereThereIsNoRule() {
        assertThat(check("{version: 1}", TrustSection.NONE, kernel).outcome()).isEqualTo(Verdict.Outcome.UNVERIFIED);
        assertThat(check("{version: 1, default: accept}", TrustSection.NONE, kernel)
                        .outcome())
                .isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(check("{version: 1, default: pinned}", TrustSection.NONE, kernel)
                        .outcome())
                .isEqualTo(Verdict.Outcome.PINNED);
        assertReason(check("{version: 1, default: reject}", TrustSection.NONE, kernel), Reason.REFUSED_BY_POLICY);

        VerificationRequest unlocked = new VerificationRequest(kernel.subject(), null, null);
        assertReason(check("{version: 1, default: pinned}", TrustSection.NONE, unlocked, registry), Reason.NOT_PINNED);
        Verdict tightened = new TrustCheck(
                        parse("{version: 1}").tightened(DefaultRule.REJECT), TrustSection.NONE, TestSigstore.CLOCK)
                .check(new VerificationRequest(kernel.subject(), kernel.digest(), null), registry, Map.of());
        assertReason(tightened, Reason.REFUSED_BY_POLICY);
    }

    @Test
    void imageOutOfMavenCanBePinnedAndNotSigned() {
        byte[] bytes = kernel.manifest();
        Subject maven = new Subject(
                ImageReference.parse("maven:dev.slipway.packages:kernel"),
                kernel.subject().descriptor(),
                bytes);
        VerificationRequest request = new VerificationRequest(maven, maven.digest(), null);

        assertThat(check(rule("maven:dev.slipway.packages:*", "{pinned: {}}"), SEED, request, registry)
                        .outcome())
                .isEqualTo(Verdict.Outcome.PINNED);
        assertReason(
                check(
                        rule("maven:dev.slipway.packages:*", "{sigstore-key: {keys: [linuxkit]}}"),
                        SEED,
                        request,
                        registry),
                Reason.NO_SIGNATURE);
    }

    // Groups

    @Test
    void anyOfAllOfAndThreshold() {
        kernel.signLegacy(ops);
        String both = "{sigstore-key: {keys: [linuxkit]}}, {sigstore-key: {keys: [ops]}}";

        assertThat(check(rule("*", "{any-of: [" + both + "]}"), SEED, kernel).outcome())
                .isEqualTo(Verdict.Outcome.SIGNED);
        assertReason(check(rule("*", "{all-of: [" + both + "]}"), SEED, kernel), Reason.UNKNOWN_KEY);
        String twoOfThree =
                "{threshold: 2, of: [" + both + ", {notation: {stores: {ca: [ca.pem]}, identities: ['*']}}]}";
        files.put("ca.pem", caPem());
        assertReason(check(rule("*", twoOfThree), SEED, kernel), Reason.THRESHOLD_NOT_MET);

        kernel.signLegacy(linuxkit);
        assertThat(check(rule("*", "{all-of: [" + both + "]}"), SEED, kernel).signer())
                .contains("; ");
        assertThat(check(rule("*", twoOfThree), SEED, kernel).outcome()).isEqualTo(Verdict.Outcome.SIGNED);
    }

    private static byte[] caPem() {
        return Signing.pem(
                        "CERTIFICATE",
                        Certificates.encoded(new TestNotation().root().certificate()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    // Notary

    @Test
    void notaryRemembersWhatItSaw() {
        TestNotary notary = new TestNotary(KERNEL, registry);
        notary.tags.put("6.12", TestNotary.target(kernel.subject()));
        notary.publish();
        String policy = rule(
                "docker.io/linuxkit/*",
                "{notary-v1: {server: 'https://notary.example.test', root-certs: ["
                        + notary.rootKeys.get(0).id() + "]}}");
        VerificationRequest request = new VerificationRequest(kernel.subject(), kernel.digest(), null);

        Verdict verdict = new TrustCheck(parse(policy), SEED, TestNotary.CLOCK).check(request, registry, Map.of());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        assertThat(verdict.notary()).containsOnlyKeys(KERNEL);

        var old = registry.metadataNow();
        notary.publish();
        verdict = new TrustCheck(parse(policy), SEED, TestNotary.CLOCK).check(request, registry, verdict.notary());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        registry.restoreMetadata(old);
        assertReason(
                new TrustCheck(parse(policy), SEED, TestNotary.CLOCK).check(request, registry, verdict.notary()),
                Reason.ROLLBACK);
    }

    // Offline

    @Test
    void keptEvidenceIsVerifiedAgainWithoutOneRequest() {
        kernel.signLegacy(linuxkit);
        RecordingFetcher recording = new RecordingFetcher(registry);
        VerificationRequest request = new VerificationRequest(kernel.subject(), kernel.digest(), null);
        assertThat(check(SIGNED_BY_LINUXKIT, SEED, request, recording).isAllowed())
                .isTrue();
        String kept = EvidenceRecord.format(recording);
        int asked = registry.asked().size();

        assertThat(check(SIGNED_BY_LINUXKIT, SEED, request, EvidenceRecord.parse(kept))
                        .isAllowed())
                .isTrue();
        assertThat(registry.asked()).hasSize(asked);

        String other = SIGNED_BY_LINUXKIT.replace("[linuxkit]}", "[ops]}");
        assertThat(EvidenceRecord.key(request, parse(other)))
                .isNotEqualTo(EvidenceRecord.key(request, parse(SIGNED_BY_LINUXKIT)));
        assertReason(check(other, SEED, request, EvidenceRecord.parse(kept)), Reason.UNKNOWN_KEY);
    }

    // Report

    @Test
    void reportIsTheSameTextEveryTime() {
        kernel.signLegacy(linuxkit);
        Policy policy = parse(SIGNED_BY_LINUXKIT);
        TestImage unsigned = new TestImage(registry, "docker.io/linuxkit/init", "v1", "init");
        Verdict good = check(SIGNED_BY_LINUXKIT, SEED, kernel);
        Verdict bad = check(SIGNED_BY_LINUXKIT, SEED, unsigned);

        TrustReport report = new TrustReport(policy, List.of(good, bad), List.of("a warning"));

        assertThat(report.isAllowed()).isFalse();
        assertThat(report.rejected()).containsExactly(bad);
        assertThat(report.json())
                .isEqualTo(new TrustReport(policy, List.of(bad, good), List.of("a warning")).json())
                .contains("\"image\" : \"docker.io/linuxkit/init:v1\"", "\"reason\" : \"no-signature\"", "\"next\" : ")
                .contains("\"verdict\" : \"signed\"", "\"scheme\" : \"sigstore-key\"")
                .endsWith("}\n")
                .doesNotContain("\r");
        assertThat(report.table()).hasSize(2).first().asString().contains("rejected by docker.io/linuxkit/*");
    }

    /** Reference 1.0. */
    @Nested
    @ExtendWith(AttackCount.class)
    @DisplayName("Attacks on what all schemes share")
    class Attacks {
        @Test
        void indexIsNotTrustedBecauseItsPlatformIs() {
            TestImage platform = new TestImage(registry, KERNEL, "amd64", "amd64");
            platform.signLegacy(linuxkit);

            assertReason(check(SIGNED_BY_LINUXKIT, SEED, indexOf(platform, "amd64"), registry), Reason.NO_SIGNATURE);
        }

        @Test
        void platformOfAnotherArchitecture() {
            TestImage platform = new TestImage(registry, KERNEL, "amd64", "amd64");
            platform.signLegacy(linuxkit);
            String policy = SIGNED_BY_LINUXKIT + "  subject: platform\n";

            Verdict right = check(policy, SEED, indexOf(platform, "amd64"), registry);
            assertThat(right.outcome()).isEqualTo(Verdict.Outcome.SIGNED);
            assertThat(right.note()).contains("not the index");
            assertReason(check(policy, SEED, indexOf(platform, "arm64"), registry), Reason.WRONG_SUBJECT);
        }

        @Test
        void otherBytesThanTheDescriptors() {
            Descriptor descriptor = kernel.subject().descriptor();
            refused(
                    Reason.LOCK_DIFFERS,
                    () -> new Subject(kernel.subject().reference(), descriptor, new byte[] {1, 2, 3}));
        }

        @Test
        void otherDigestThanTheYamls() {
            kernel.signLegacy(linuxkit);
            Subject renamed = new Subject(
                    ImageReference.parse(KERNEL + "@sha256:" + "1".repeat(64)),
                    kernel.subject().descriptor(),
                    kernel.manifest());
            assertReason(
                    check(SIGNED_BY_LINUXKIT, SEED, new VerificationRequest(renamed, null, null), registry),
                    Reason.LOCK_DIFFERS);
        }

        @Test
        void schemeIsNeverExchangedForAWeakerOne() {
            // Signed with a key, pinned, and yet the rule wants Notation.
            kernel.signLegacy(linuxkit);
            files.put("ca.pem", caPem());
            assertReason(
                    check(rule("*", "{notation: {stores: {ca: [ca.pem]}, identities: ['*']}}"), SEED, kernel),
                    Reason.NO_SIGNATURE);
        }

        @Test
        void silenceIsNotTakenForConsent() {
            registry.goDown();
            assertReason(check(SIGNED_BY_LINUXKIT, SEED, kernel), Reason.CANNOT_TELL);
            String policy = SIGNED_BY_LINUXKIT.replace("docker.io/linuxkit/*", "quay.io/*");
            assertReason(check(policy, SEED, kernel), Reason.NO_RULE);
        }

        @Test
        void signatureOfAnotherMirrorsName() {
            byte[] payload = kernel.payload("mirror.corp:5000/linuxkit/kernel");
            kernel.attachLegacy(
                    payload,
                    Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(linuxkit, payload))));
            assertReason(check(SIGNED_BY_LINUXKIT, SEED, kernel), Reason.WRONG_REPOSITORY);
            String mirrored = SIGNED_BY_LINUXKIT + "  signed-as: mirror.corp:5000/linuxkit/*\n";
            assertThat(check(mirrored, SEED, kernel).outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        }

        @Test
        void evidenceThatBreaksAReaderIsAVerdict() {
            Fetcher hostile = new FakeRegistry() {
                @Override
                public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
                    throw new IllegalStateException("a hole");
                }
            };
            TestImage image = new TestImage((FakeRegistry) hostile, KERNEL, "6.12", "new");
            image.signLegacy(linuxkit);
            assertReason(
                    check(SIGNED_BY_LINUXKIT, SEED, new VerificationRequest(image.subject(), null, null), hostile),
                    Reason.MALFORMED);
        }

        @Test
        void attestationIsNoSignatureAndSignatureNoAttestation() {
            String keyless =
                    """
                    version: 1
                    roots: {public-good: {trusted-root: root.json}}
                    rules:
                    - scope: docker.io/linuxkit/*
                      require: {sigstore-keyless: {issuer: 'https://token.actions.githubusercontent.com',
                        identity: 'https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/tags/v1.0'}}
                      attestations: [{type: 'https://slsa.dev/provenance/v1', builder: ['https://builder.example']}]
                    """;
            kernel.attach(sigstore.statementBundle(sigstore.signer(), provenance()));
            assertReason(check(keyless, SEED, kernel), Reason.WRONG_PURPOSE);
            TestImage signedOnly = new TestImage(registry, KERNEL, "6.13", "signed only");
            signedOnly.attach(
                    sigstore.statementBundle(sigstore.signer(), TestSigstore.cosignStatement(signedOnly.manifest())));
            assertReason(check(keyless, SEED, signedOnly), Reason.WRONG_PURPOSE);

            kernel.attach(sigstore.statementBundle(sigstore.signer(), TestSigstore.cosignStatement(kernel.manifest())));
            assertThat(check(keyless, SEED, kernel).proofs()).hasSize(2);
        }

        @Test
        void terminalEscapesOfAStrangerDoNotReachTheLog() {
            byte[] payload = kernel.payload("evil.example/\u001b[2Jx\nINFO all is well");
            kernel.attachLegacy(
                    payload,
                    Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(linuxkit, payload))));
            Verdict verdict = check(SIGNED_BY_LINUXKIT, SEED, kernel);
            assertThat(verdict.isAllowed()).isFalse();
            String line =
                    String.join("", new TrustReport(parse(SIGNED_BY_LINUXKIT), List.of(verdict), List.of()).table());
            assertThat(line).doesNotContain("\u001b").doesNotContain("\n");
        }

        private byte[] provenance() {
            ObjectNode predicate = Nodes.object();
            predicate.putObject("buildDefinition").put("buildType", "x");
            predicate.putObject("runDetails").putObject("builder").put("id", "https://builder.example");
            return TestSigstore.statement("https://slsa.dev/provenance/v1", "", kernel.manifest(), predicate);
        }

        private VerificationRequest indexOf(TestImage platform, String architecture) {
            ObjectNode index = Nodes.object();
            index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
            index.putArray("manifests")
                    .add(Nodes.descriptor("application/vnd.oci.image.manifest.v1+json", platform.manifest()));
            byte[] bytes = Nodes.bytes(index);
            Descriptor descriptor =
                    Descriptor.of("application/vnd.oci.image.index.v1+json", Digest.of(bytes), bytes.length);
            Subject subject = new Subject(ImageReference.parse(KERNEL + ":6.12"), descriptor, bytes);
            return new VerificationRequest(
                    subject,
                    descriptor.digest(),
                    new VerificationRequest.PlatformSubject(
                            subject.with(platform.subject().descriptor(), platform.manifest()),
                            Platform.parse("linux/" + architecture),
                            Platform.parse("linux/amd64")));
        }
    }

    private static String rule(String scope, String requirement) {
        return """
                version: 1
                keys: {linuxkit: {file: linuxkit.pub}, ops: {file: ops.pub}}
                roots: {public-good: {trusted-root: root.json}}
                rules: [{scope: '%s', require: %s}]
                """
                .formatted(scope, requirement);
    }

    private Verdict check(String policy, TrustSection section, TestImage image) {
        return check(policy, section, new VerificationRequest(image.subject(), image.digest(), null), registry);
    }

    private Verdict check(String policy, TrustSection section, VerificationRequest request, Fetcher fetcher) {
        return new TrustCheck(parse(policy), section, TestSigstore.CLOCK).check(request, fetcher, Map.of());
    }

    private Policy parse(String policy) {
        return Policy.parse(policy, "trust-policy.yml", path -> Optional.ofNullable(files.get(path))
                .orElseThrow());
    }

    private static void assertReason(Verdict verdict, Reason reason) {
        assertThat(verdict.rejected())
                .hasValueSatisfying(rejected ->
                        assertThat(rejected.reason()).as(rejected.getMessage()).isEqualTo(reason));
    }
}
