package dev.slipway.trust.fuzz;

import static dev.slipway.trust.fuzz.ParserTargets.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.trust.cosign.AttestationRule;
import dev.slipway.trust.cosign.Attestations;
import dev.slipway.trust.cosign.RepositoryBinding;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.trust.cosign.SigstoreSignatures;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.notary.NotaryRepository;
import dev.slipway.trust.notary.NotaryRule;
import dev.slipway.trust.notation.NotationRule;
import dev.slipway.trust.notation.NotationSignatures;
import dev.slipway.trust.notation.X509Identity;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.Identity;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestAuthority;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestNotary;
import dev.slipway.trust.testing.TestNotation;
import dev.slipway.trust.testing.TestSigstore;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whole verifications of an image, in which one document is the stranger's. What has to be signed to be looked at, is signed. */
final class VerifierTargets {
    private static final String NAME = "docker.io/linuxkit/kernel";
    private static final String LIST = "http://crl.corp.example/list";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TestSigstore sigstore = new TestSigstore();
    private final KeyPair key = Signing.p256();
    private final TestNotation notation = new TestNotation();
    private final FakeRegistry plain = new FakeRegistry();
    private final TestImage sample = new TestImage(plain, NAME, "1", "sample");
    private final TestNotary notary = new TestNotary(NAME, plain);
    private final Map<String, byte[]> published;
    private final ObjectNode listed =
            sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(sample.manifest()));
    private final TrustedRoot root = TrustedRoot.parse(Nodes.bytes(sigstore.trustedRoot()));
    private final ExpectedSigner keyless =
            new ExpectedSigner.Keyless(List.of(Identity.exactly(TestSigstore.ISSUER, TestSigstore.IDENTITY)));
    private final ExpectedSigner keyed = new ExpectedSigner.Keyed(List.of(key.getPublic()), false);

    VerifierTargets() {
        notary.delegated = true;
        notary.tags.put("1", TestNotary.target(sample.subject()));
        notary.publish();
        published = Map.copyOf(plain.metadataNow());
    }

    List<FuzzTarget> all() {
        byte[] manifest = sample.manifest();
        X509Certificate leaf = notation.issue(List.of(TestAuthority.keyUsage(0), TestAuthority.revocation(LIST)));
        byte[] revocable = Nodes.bytes(TestNotation.jws(
                TestNotation.headers(),
                TestNotation.payload(sample.subject().descriptor()),
                notation.chain(leaf),
                notation.keys()));
        List<FuzzTarget> targets = new ArrayList<>(List.of(
                target(
                        "verify-bundle-keyless",
                        bytes -> bundle(bytes, keyless),
                        Nodes.bytes(sigstore.messageBundle(sigstore.signer(), manifest)),
                        Nodes.bytes(
                                sigstore.statementBundle(sigstore.signer(), TestSigstore.cosignStatement(manifest)))),
                target(
                        "verify-bundle-key",
                        bytes -> bundle(bytes, keyed),
                        Nodes.bytes(sigstore.keyedStatementBundle(key, TestSigstore.cosignStatement(manifest)))),
                target("verify-cosign-manifest", this::cosignManifest, cosignManifest()),
                target("verify-cosign-payload", this::cosignPayload, sample.payload(NAME)),
                target("verify-attestation", this::attestation, ParserTargets.provenance(manifest)),
                target("verify-referrers", this::referrers, referrers()),
                target("verify-notary-root", bytes -> notary("root.json", bytes), notary.root()),
                target(
                        "verify-notary-timestamp",
                        bytes -> notary("timestamp.json", envelope(bytes, notary.timestampKey)),
                        signed(published.get(NAME + " timestamp.json"))),
                target("verify-notary-targets", this::targets, signed(notary.targets())),
                target(
                        "verify-notation-jws",
                        bytes -> notation(TestNotation.JWS, bytes, null),
                        Nodes.bytes(notation.jws(sample.subject().descriptor()))),
                target(
                        "verify-notation-cose",
                        bytes -> notation(TestNotation.COSE, bytes, null),
                        notation.cose(sample.subject().descriptor()))));
        targets.add(target(
                "verify-revocation-list",
                bytes -> notation(TestNotation.JWS, revocable, bytes),
                notation.root().revoke(List.of(), TestNotation.NOW),
                notation.root().revoke(List.of(leaf), TestNotation.NOW)));
        return targets;
    }

    private SigstoreRule rule(ExpectedSigner signer, SigstoreRule.Format format) {
        return new SigstoreRule("fuzz", root, signer, 1, format, RepositoryBinding.Mode.REPOSITORY, null);
    }

    private void sigstore(FakeRegistry registry, TestImage image, ExpectedSigner signer, SigstoreRule.Format format) {
        new SigstoreSignatures(rule(signer, format), store(registry, image), binding(), TestSigstore.CLOCK)
                .verify(image.subject());
    }

    private static SignatureStore store(FakeRegistry registry, TestImage image) {
        return new SignatureStore(registry, image.repository());
    }

    private static RepositoryBinding binding() {
        return new RepositoryBinding(RepositoryBinding.Mode.REPOSITORY, NAME, "1");
    }

    private static TestImage image(FakeRegistry registry) {
        return new TestImage(registry, NAME, "1", "sample");
    }

    private void bundle(byte[] bytes, ExpectedSigner signer) {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry);
        registry.attach(NAME, image.digest(), TestImage.BUNDLE, TestImage.BUNDLE, bytes);
        sigstore(registry, image, signer, SigstoreRule.Format.BUNDLE);
    }

    private byte[] cosignManifest() {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry).signLegacy(key);
        byte[] payload = image.payload(NAME);
        TestSigstore.Signer signer = sigstore.signer();
        image.attachLegacy(payload, sigstore.legacyAnnotations(signer, payload, Signing.ecdsa(signer.keys(), payload)));
        try {
            String tag = "sha256-" + image.digest().hex() + ".sig";
            return registry.manifest(image.repository(), tag, 1 << 20).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cosignManifest(byte[] bytes) {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry);
        registry.blob(NAME, image.payload(NAME));
        registry.manifest(NAME, "sha256-" + image.digest().hex() + ".sig", bytes);
        sigstore(registry, image, keyless, SigstoreRule.Format.LEGACY);
    }

    private void cosignPayload(byte[] bytes) {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry);
        image.attachLegacy(
                bytes, Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(key, bytes))));
        sigstore(registry, image, keyed, SigstoreRule.Format.LEGACY);
    }

    private void attestation(byte[] statement) {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry).attach(sigstore.keyedStatementBundle(key, statement));
        AttestationRule wanted = new AttestationRule(
                "https://slsa.dev/provenance/v1",
                rule(keyed, SigstoreRule.Format.BUNDLE),
                List.of("https://builder"),
                "r",
                "f");
        new Attestations(wanted, store(registry, image), binding(), TestSigstore.CLOCK).verify(image.subject());
    }

    private byte[] referrers() {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry).attach(listed);
        try {
            return registry.referrers(image.repository(), image.digest(), null, 1 << 20)
                    .orElseThrow()
                    .index();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list under the fallback tag. */
    private void referrers(byte[] bytes) {
        FakeRegistry registry = new FakeRegistry().withoutReferrersApi();
        TestImage image = image(registry).attach(listed);
        registry.manifest(NAME, "sha256-" + image.digest().hex(), bytes);
        sigstore(registry, image, keyed, SigstoreRule.Format.BUNDLE);
    }

    private static byte[] signed(byte[] envelope) {
        return Nodes.bytes(Nodes.at(Nodes.parse(envelope), "signed"));
    }

    /** Signs what the stranger wrote, where it is an object: else nobody would read on. */
    private static byte[] envelope(byte[] body, TestNotary.Key signer) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node instanceof ObjectNode object ? TestNotary.envelope(object, Arrays.asList(signer)) : body;
        } catch (IOException notJson) {
            return body;
        }
    }

    private void targets(byte[] body) {
        byte[] file = envelope(body, notary.targetsKey);
        ObjectNode meta = Nodes.object();
        meta.set("root", TestNotary.meta(published.get(NAME + " root.json")));
        meta.set("targets", TestNotary.meta(file));
        byte[] snapshot = TestNotary.signed(
                "Snapshot", 9, notary.snapshotExpires, each -> each.set("meta", meta), notary.snapshotKey);
        ObjectNode newest = Nodes.object();
        newest.set("snapshot", TestNotary.meta(snapshot));
        FakeRegistry registry = server();
        registry.metadata(NAME, fileName("targets", file), file);
        registry.metadata(NAME, fileName("snapshot", snapshot), snapshot);
        registry.metadata(
                NAME,
                "timestamp.json",
                TestNotary.signed(
                        "Timestamp",
                        9,
                        notary.timestampExpires,
                        each -> each.set("meta", newest),
                        notary.timestampKey));
        notary(registry);
    }

    private static String fileName(String role, byte[] file) {
        return role + "." + Digest.of(file).hex() + ".json";
    }

    private FakeRegistry server() {
        FakeRegistry registry = new FakeRegistry();
        registry.restoreMetadata(published);
        return registry;
    }

    private void notary(String file, byte[] bytes) {
        FakeRegistry registry = server();
        registry.metadata(NAME, file, bytes);
        notary(registry);
    }

    private void notary(FakeRegistry registry) {
        NotaryRule rule =
                new NotaryRule(new Fetcher.NotaryServer("https://notary.example", ""), Set.of(), List.of(), true);
        new NotaryRepository(NAME, rule, registry, null, TestNotary.CLOCK).verify(sample.subject(), "1");
    }

    /** @param list of revoked certificates; null if none is wanted */
    private void notation(String type, byte[] envelope, byte[] list) {
        FakeRegistry registry = new FakeRegistry();
        TestImage image = image(registry);
        registry.attach(NAME, image.digest(), TestNotation.SIGNATURE, type, envelope);
        if (list != null) {
            registry.revocationList(LIST, list);
        }
        NotationRule rule = new NotationRule(
                List.of(notation.root().certificate()),
                List.of(),
                List.of(),
                List.of(X509Identity.parse("x509.subject: " + TestNotation.NAME)),
                list == null ? NotationRule.Revocation.SKIP : NotationRule.Revocation.ENFORCE);
        new NotationSignatures(rule, store(registry, image), registry, TestNotation.CLOCK).verify(image.subject());
    }
}
