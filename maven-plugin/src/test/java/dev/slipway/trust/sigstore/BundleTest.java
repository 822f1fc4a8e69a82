package dev.slipway.trust.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.attestation.Statement;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestSigstore;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What our own signers make is accepted; else the attacks on it would prove nothing. */
class BundleTest {
    private static final byte[] ARTIFACT = "an index".getBytes(StandardCharsets.UTF_8);

    private final TestSigstore sigstore = new TestSigstore();
    private final ExpectedSigner expected =
            new ExpectedSigner.Keyless(List.of(Identity.exactly(TestSigstore.ISSUER, TestSigstore.IDENTITY)));

    @Test
    void signatureInRekor1IsAccepted() {
        VerifiedBundle verified = verify(sigstore.messageBundle(sigstore.signer(), ARTIFACT), expected);

        assertThat(verified.signer()).isEqualTo(TestSigstore.IDENTITY + " (" + TestSigstore.ISSUER + ")");
        assertThat(verified.signedAt()).isEqualTo(TestSigstore.SIGNED);
        assertThat(verified.stated()).isEmpty();
    }

    @Test
    void signatureInRekor2WithTimestampIsAccepted() {
        VerifiedBundle verified = verify(sigstore.messageBundle2(sigstore.signer(), ARTIFACT), expected);

        assertThat(verified.signedAt()).isEqualTo(TestSigstore.SIGNED);
    }

    @Test
    void statementIsAccepted() {
        ObjectNode bundle = sigstore.statementBundle(sigstore.signer(), TestSigstore.cosignStatement(ARTIFACT));

        assertThat(verify(bundle, expected).stated())
                .hasValueSatisfying(
                        statement -> assertThat(statement.predicateType()).isEqualTo(Statement.COSIGN_SIGN));
    }

    @Test
    void statementWithKeyIsAccepted() {
        KeyPair keys = Signing.p256();
        ObjectNode bundle = sigstore.keyedStatementBundle(keys, TestSigstore.cosignStatement(ARTIFACT));

        VerifiedBundle verified =
                verify(bundle, new ExpectedSigner.Keyed(List.of(Signing.p256().getPublic(), keys.getPublic()), true));

        assertThat(verified.signer()).startsWith("key sha256:");
    }

    @Test
    void bothSpellingsOfFieldsAreRead() {
        String json =
                new String(Nodes.bytes(sigstore.messageBundle(sigstore.signer(), ARTIFACT)), StandardCharsets.UTF_8);
        String snake = json.replace("verificationMaterial", "verification_material")
                .replace("tlogEntries", "tlog_entries")
                .replace("inclusionProof", "inclusion_proof");

        assertThat(Bundle.parse(snake.getBytes(StandardCharsets.UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(Bundle.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private VerifiedBundle verify(ObjectNode bundle, ExpectedSigner signer) {
        return new BundleVerifier(TrustedRoot.parse(Nodes.bytes(sigstore.trustedRoot())), TestSigstore.CLOCK)
                .verify(Bundle.parse(Nodes.bytes(bundle)), ARTIFACT, signer);
    }
}
