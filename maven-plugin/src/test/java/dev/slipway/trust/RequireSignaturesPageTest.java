package dev.slipway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.TrustSection;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestNotary;
import dev.slipway.trust.testing.TestNotation;
import dev.slipway.trust.testing.TestSigstore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The policies on the page "How do I require signatures?" do what the page says. */
class RequireSignaturesPageTest {
    private static final Path PAGE = Path.of("..", "src", "site", "markdown", "how-to", "require-signatures.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\n# trust-policy.yml: (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final String KERNEL = "docker.io/linuxkit/kernel";

    private final KeyPair linuxkit = Signing.p256();
    private final KeyPair ops = Signing.p256();
    private final TestSigstore sigstore = new TestSigstore();
    private final TestNotation notation = new TestNotation();
    private final FakeRegistry registry = new FakeRegistry();
    private final TestImage signed = new TestImage(registry, KERNEL, "signed", "one");
    private final TestImage unsigned = new TestImage(registry, KERNEL, "unsigned", "another");
    private final Map<String, String> files = Map.of(
            "keys/linuxkit.pub", Signing.pem(linuxkit.getPublic()),
            "keys/ops.pub", Signing.pem(ops.getPublic()),
            "trusted_root.json", new String(Nodes.bytes(sigstore.trustedRoot()), StandardCharsets.UTF_8),
            "keys/corp-tls.pem", corporateRoot(),
            "keys/corp-ca.pem", corporateRoot());

    @Test
    void everyExampleIsTried() throws IOException {
        assertThat(examples().keySet())
                .containsExactly("notary-v1", "notation", "pinned", "several", "sigstore-key", "sigstore-keyless");
    }

    @Test
    void sigstoreKey() throws IOException {
        signed.signLegacy(linuxkit);
        unsigned.signLegacy(ops);
        expectSigned("sigstore-key", TestSigstore.CLOCK, UnaryOperator.identity());
    }

    @Test
    void sigstoreKeyless() throws IOException {
        signed.attach(sigstore.statementBundle(sigstore.signer(), TestSigstore.cosignStatement(signed.manifest())));
        TestSigstore.Signer stranger = sigstore.signer(
                "https://github.com/evil/linuxkit/.github/workflows/release.yml@refs/tags/v1.0",
                TestSigstore.ISSUER,
                TestSigstore.SIGNED.minusSeconds(60));
        unsigned.attach(sigstore.statementBundle(stranger, TestSigstore.cosignStatement(unsigned.manifest())));
        expectSigned("sigstore-keyless", TestSigstore.CLOCK, UnaryOperator.identity());
    }

    @Test
    void notary() throws IOException {
        TestNotary notary = new TestNotary(KERNEL, registry);
        notary.tags.put("signed", TestNotary.target(signed.subject()));
        notary.publish();
        String root = notary.rootKeys.get(0).id();
        // As the page says, the refusal names the key that belongs into the policy.
        String other = example("notary-v1").replace("ROOT", "'" + "0".repeat(64) + "'");
        Rejected refused = check(other, signed, TestNotary.CLOCK).rejected().orElseThrow();
        assertThat(refused.reason()).isEqualTo(Reason.ROOT_NOT_PINNED);
        assertThat(refused.what()).contains(root);
        expectSigned("notary-v1", TestNotary.CLOCK, text -> text.replace("ROOT", "'" + root + "'"));
    }

    @Test
    void notation() throws IOException {
        registry.attach(
                KERNEL,
                signed.digest(),
                TestNotation.SIGNATURE,
                TestNotation.JWS,
                Nodes.bytes(notation.jws(signed.subject().descriptor())));
        expectSigned("notation", TestNotation.CLOCK, UnaryOperator.identity());
    }

    @Test
    void pinned() throws IOException {
        String policy = example("pinned");
        assertThat(check(policy, unsigned, TestSigstore.CLOCK).outcome()).isEqualTo(Verdict.Outcome.PINNED);
        TestImage other = new TestImage(registry, "docker.io/library/alpine", "3", "one");
        assertThat(check(policy, other, TestSigstore.CLOCK).isAllowed()).isFalse();
    }

    @Test
    void severalAndACopy() throws IOException {
        TestImage copy = new TestImage(registry, "registry.corp.example/mirror/kernel", "1", "copied");
        String policy = example("several");
        assertThat(check(policy, copy, TestSigstore.CLOCK).isAllowed()).isFalse();
        byte[] payload = copy.payload(KERNEL);
        copy.attachLegacy(payload, signature(linuxkit, payload));
        assertThat(check(policy, copy, TestSigstore.CLOCK).isAllowed()).isFalse();
        copy.attachLegacy(payload, signature(ops, payload));
        assertThat(check(policy, copy, TestSigstore.CLOCK).outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        TestImage own = new TestImage(registry, "registry.corp.example/team/app", "1", "own");
        assertThat(check(policy, own, TestSigstore.CLOCK).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    private static Map<String, String> signature(KeyPair key, byte[] payload) {
        return Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(key, payload)));
    }

    private void expectSigned(String example, Clock clock, UnaryOperator<String> filledIn) throws IOException {
        String policy = filledIn.apply(example(example));
        Verdict verdict = check(policy, signed, clock);
        assertThat(verdict.rejected()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        assertThat(verdict.scheme()).isEqualTo(example);
        assertThat(check(policy, unsigned, clock).isAllowed()).isFalse();
    }

    private Verdict check(String policy, TestImage image, Clock clock) {
        Policy parsed =
                Policy.parse(policy, "trust-policy.yml", name -> files.get(name).getBytes(StandardCharsets.UTF_8));
        return new TrustCheck(parsed, TrustSection.NONE, clock)
                .check(new VerificationRequest(image.subject(), image.digest(), null), registry, Map.of());
    }

    private String corporateRoot() {
        return Signing.pem("CERTIFICATE", Certificates.encoded(notation.root().certificate()));
    }

    private static String example(String name) throws IOException {
        return examples().get(name);
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
        return examples;
    }
}
