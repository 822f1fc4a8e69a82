package dev.slipway.trust.sigstore;

import static dev.slipway.trust.testing.Refusal.refused;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.testing.AttackCount;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestAuthority;
import dev.slipway.trust.testing.TestSigstore;
import dev.slipway.trust.testing.TestTimestamps;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on bundles; {@link BundleTest} shows that the same bundles are accepted when nobody touches them. */
@ExtendWith(AttackCount.class)
@DisplayName("Attacks on Sigstore bundles")
class BundleAttacksTest {
    private static final byte[] ARTIFACT = "an index".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another index".getBytes(StandardCharsets.UTF_8);
    private static final String ENTRY = "verificationMaterial/tlogEntries/0";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private final TestSigstore sigstore = new TestSigstore();
    private final TestSigstore.Signer signer = sigstore.signer();
    private final ObjectNode bundle = sigstore.messageBundle(signer, ARTIFACT);
    private final ObjectNode bundle2 = sigstore.messageBundle2(signer, ARTIFACT);
    private final ObjectNode root = sigstore.trustedRoot();

    // Signature and artifact

    @Test
    void signatureOfAnotherArtifact() {
        refused(Reason.WRONG_SUBJECT, () -> verify(sigstore.messageBundle(signer, OTHER)));
    }

    @Test
    void signatureOfAnotherArtifactWithoutItsDigest() {
        ObjectNode other = sigstore.messageBundle(signer, OTHER);
        Nodes.at(other, "messageSignature").remove("messageDigest");
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(other));
    }

    @Test
    void signatureByAnotherKeyThanTheCertificates() {
        TestSigstore.Signer thief = new TestSigstore.Signer(Signing.p256(), signer.certificate());
        refused(Reason.SIGNATURE_INVALID, () -> verify(sigstore.messageBundle(thief, ARTIFACT)));
    }

    @Test
    void statementAboutAnotherImage() {
        refused(
                Reason.WRONG_SUBJECT,
                () -> verify(sigstore.statementBundle(signer, TestSigstore.cosignStatement(OTHER))));
    }

    @Test
    void statementExchangedUnderTheSignature() {
        ObjectNode statement = sigstore.statementBundle(signer, TestSigstore.cosignStatement(OTHER));
        Nodes.at(statement, "dsseEnvelope").put("payload", Nodes.base64(TestSigstore.cosignStatement(ARTIFACT)));
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(statement));
    }

    @Test
    void statementOfAnotherPayloadType() {
        ObjectNode statement = sigstore.statementBundle(signer, TestSigstore.cosignStatement(ARTIFACT));
        Nodes.at(statement, "dsseEnvelope").put("payloadType", "text/plain");
        refused(Reason.SIGNATURE_INVALID, () -> verify(statement));
    }

    @Test
    void statementWithTwoSignatures() {
        ObjectNode statement = sigstore.statementBundle(signer, TestSigstore.cosignStatement(ARTIFACT));
        ArrayNode signatures = (ArrayNode) statement.at("/dsseEnvelope/signatures");
        signatures.add(signatures.get(0).deepCopy());
        refused(Reason.MALFORMED, () -> verify(statement));
    }

    // Time

    @Test
    void noProofOfTheTime() {
        Nodes.at(bundle2, "verificationMaterial").remove("timestampVerificationData");
        refused(Reason.NO_TRUSTED_TIME, () -> verify(bundle2));
    }

    @Test
    void timeOfTheLogThatNobodySigned() {
        Nodes.at(bundle, ENTRY).remove("inclusionPromise");
        refused(Reason.NO_TRUSTED_TIME, () -> verify(bundle));
    }

    @Test
    void timeOfTheLogChanged() {
        Nodes.at(bundle, ENTRY).put("integratedTime", String.valueOf(TestSigstore.SIGNED.getEpochSecond() + 1));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void timestampOfAnotherSignature() {
        TestSigstore.timestamp(bundle2, sigstore.timestamps().response(OTHER, TestSigstore.SIGNED));
        refused(Reason.TIMESTAMP_INVALID, () -> verify(bundle2));
    }

    @Test
    void timestampAfterTheCertificateEnded() {
        stamp(bundle2, sigstore.timestamps(), TestSigstore.SIGNED.plusSeconds(1800));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle2));
    }

    @Test
    void timestampBeforeTheCertificateBegan() {
        stamp(bundle2, sigstore.timestamps(), TestSigstore.SIGNED.minusSeconds(1800));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle2));
    }

    @Test
    void timestampOfAnUnknownAuthority() {
        stamp(bundle2, new TestTimestamps(FROM, TO), TestSigstore.SIGNED);
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(bundle2));
    }

    @Test
    void timestampWithACertificateForOtherThings() {
        for (byte[] purpose : List.of(
                TestAuthority.purpose(true, Certificates.CODE_SIGNING),
                TestAuthority.purpose(false, Certificates.TIME_STAMPING),
                TestAuthority.purpose(true, Certificates.TIME_STAMPING, Certificates.CODE_SIGNING))) {
            TestTimestamps authority = new TestTimestamps(FROM, TO, purpose);
            ArrayNode chain = (ArrayNode) root.at("/timestampAuthorities/0/certChain/certificates");
            chain.removeAll();
            chain.addObject().put("rawBytes", Nodes.base64(Certificates.encoded(authority.certificate())));
            chain.addObject().put("rawBytes", Nodes.base64(Certificates.encoded(authority.root())));
            stamp(bundle2, authority, TestSigstore.SIGNED);
            refused(Reason.CERTIFICATE_UNFIT, () -> verify(bundle2));
        }
    }

    @Test
    void timestampAfterItsAuthorityWasGivenUp() {
        Nodes.at(root, "timestampAuthorities/0/validFor").put("end", "2026-05-01T00:00:00Z");
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle2));
    }

    @Test
    void timestampThatWasNotGranted() {
        byte[] response = sigstore.timestamps().response(TestSigstore.signature(bundle2), TestSigstore.SIGNED);
        // PKIStatus 2 is rejection; it stands right behind the heads of the two sequences.
        response[indexOfStatus(response)] = 2;
        TestSigstore.timestamp(bundle2, response);
        refused(Reason.TIMESTAMP_INVALID, () -> verify(bundle2));
    }

    @Test
    void timestampCutOffAnywhere() {
        byte[] response = sigstore.timestamps().response(TestSigstore.signature(bundle2), TestSigstore.SIGNED);
        for (int length = 0; length < response.length; length += 7) {
            TestSigstore.timestamp(bundle2, Arrays.copyOf(response, length));
            refused(Reason.MALFORMED, () -> verify(bundle2));
        }
    }

    @Test
    void signedInTheFuture() {
        Clock early = Clock.offset(TestSigstore.CLOCK, Duration.ofDays(-1));
        refused(Reason.IN_THE_FUTURE, () -> verify(bundle, usual(), early));
    }

    // Certificate

    @Test
    void certificateEndedBeforeSigning() {
        TestSigstore.Signer old =
                sigstore.signer(TestSigstore.IDENTITY, TestSigstore.ISSUER, TestSigstore.SIGNED.minusSeconds(3600));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(sigstore.messageBundle(old, ARTIFACT)));
    }

    @Test
    void certificateOfAnotherInstance() {
        TestSigstore.Signer stranger = new TestSigstore().signer();
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(sigstore.messageBundle(stranger, ARTIFACT)));
    }

    @Test
    void certificateAfterItsAuthorityWasGivenUp() {
        Nodes.at(root, "certificateAuthorities/0/validFor").put("end", "2026-05-01T00:00:00Z");
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle));
    }

    @Test
    void certificateForOtherThingsThanSigning() {
        KeyPair keys = Signing.p256();
        TestAuthority.Request request =
                TestSigstore.request(keys, TestSigstore.IDENTITY, TestSigstore.ISSUER, TestSigstore.SIGNED);
        TestAuthority.Request unfit = new TestAuthority.Request(
                "",
                keys.getPublic(),
                request.from(),
                request.to(),
                List.of(
                        request.extensions().get(0),
                        TestAuthority.purpose(false, Certificates.TIME_STAMPING),
                        request.extensions().get(2),
                        request.extensions().get(3)));
        var other = new TestSigstore.Signer(keys, sigstore.certificate(unfit, true));
        refused(Reason.CERTIFICATE_UNFIT, () -> verify(sigstore.messageBundle(other, ARTIFACT)));
    }

    @Test
    void certificateThatWasNotPublished() {
        KeyPair keys = Signing.p256();
        var secret = new TestSigstore.Signer(
                keys,
                sigstore.certificate(
                        TestSigstore.request(keys, TestSigstore.IDENTITY, TestSigstore.ISSUER, TestSigstore.SIGNED),
                        false));
        refused(Reason.SCT_INVALID, () -> verify(sigstore.messageBundle(secret, ARTIFACT)));
    }

    @Test
    void certificatePublishedInAnUnknownLog() {
        Nodes.at(root, "ctlogs/0/logId").put("keyId", Nodes.base64(new byte[32]));
        refused(Reason.SCT_INVALID, () -> verify(bundle));
    }

    @Test
    void certificatePublishedByAThiefOfTheLogsName() {
        Nodes.at(root, "ctlogs/0/publicKey")
                .put("rawBytes", Nodes.base64(Signing.p256().getPublic().getEncoded()));
        refused(Reason.SCT_INVALID, () -> verify(bundle));
    }

    @Test
    void certificatePublishedAfterTheLogWasGivenUp() {
        Nodes.at(root, "ctlogs/0/publicKey/validFor").put("end", "2026-05-01T00:00:00Z");
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle));
    }

    @Test
    void anotherIdentity() {
        refused(Reason.WRONG_IDENTITY, () -> verify(bundle, keyless("https://github.com/evil", TestSigstore.ISSUER)));
    }

    @Test
    void anotherIssuer() {
        refused(
                Reason.WRONG_IDENTITY,
                () -> verify(bundle, keyless(TestSigstore.IDENTITY, "https://accounts.example.test")));
    }

    @Test
    void identityThatOnlyContainsTheRightOne() {
        var evil = sigstore.signer(
                "https://evil.example/?" + TestSigstore.IDENTITY + "#x", TestSigstore.ISSUER, TestSigstore.SIGNED);
        var pattern = new ExpectedSigner.Keyless(
                List.of(new Identity(TestSigstore.ISSUER, Pattern.compile(Pattern.quote(TestSigstore.IDENTITY)))));
        refused(
                Reason.WRONG_IDENTITY,
                () -> verify(sigstore.messageBundle(evil, ARTIFACT), pattern, TestSigstore.CLOCK));
    }

    @Test
    void plainKeyWhereAnIdentityIsExpected() {
        refused(
                Reason.WRONG_IDENTITY,
                () -> verify(sigstore.keyedStatementBundle(Signing.p256(), TestSigstore.cosignStatement(ARTIFACT))));
    }

    @Test
    void identityWhereAKeyIsExpected() {
        ExpectedSigner key = new ExpectedSigner.Keyed(List.of(signer.keys().getPublic()), false);
        refused(Reason.UNKNOWN_KEY, () -> verify(bundle, key, TestSigstore.CLOCK));
    }

    @Test
    void anotherKey() {
        ObjectNode keyed = sigstore.keyedStatementBundle(Signing.p256(), TestSigstore.cosignStatement(ARTIFACT));
        ExpectedSigner key = new ExpectedSigner.Keyed(List.of(Signing.p256().getPublic()), false);
        refused(Reason.UNKNOWN_KEY, () -> verify(keyed, key, TestSigstore.CLOCK));
    }

    @Test
    void keyWithoutTheLogEntryThatIsRequired() {
        KeyPair keys = Signing.p256();
        ObjectNode keyed = sigstore.keyedStatementBundle(keys, TestSigstore.cosignStatement(ARTIFACT));
        TestSigstore.entries(keyed).removeAll();
        ExpectedSigner key = new ExpectedSigner.Keyed(List.of(keys.getPublic()), true);
        refused(Reason.LOG_PROOF_INVALID, () -> verify(keyed, key, TestSigstore.CLOCK));
    }

    // Transparency log

    @Test
    void noEntryOfALog() {
        TestSigstore.entries(bundle).removeAll();
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void entryOfAnotherArtifactCve202622703() {
        ObjectNode other = sigstore.messageBundle(signer, OTHER);
        TestSigstore.entries(bundle).set(0, TestSigstore.entries(other).get(0));
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(bundle));
    }

    @Test
    void entryOfAnotherSigner() {
        ObjectNode other = sigstore.messageBundle(sigstore.signer(), ARTIFACT);
        TestSigstore.entries(bundle).set(0, TestSigstore.entries(other).get(0));
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(bundle));
    }

    @Test
    void entryOfAnotherSignatureOfTheSameSigner() {
        ObjectNode again = sigstore.messageBundle(signer, ARTIFACT);
        TestSigstore.entries(bundle).set(0, TestSigstore.entries(again).get(0));
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(bundle));
    }

    @Test
    void entryThatIsCalledAnotherKind() {
        Nodes.at(bundle, ENTRY + "/kindVersion").put("version", "0.0.2");
        refused(Reason.LOG_ENTRY_OF_ANOTHER, () -> verify(bundle));
    }

    @Test
    void entryTwice() {
        ArrayNode entries = TestSigstore.entries(bundle);
        entries.add(entries.get(0).deepCopy());
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void logThatNobodyKnows() {
        Nodes.at(bundle, ENTRY + "/logId").put("keyId", Nodes.base64(new byte[32]));
        refused(Reason.LOG_UNKNOWN, () -> verify(bundle));
    }

    @Test
    void logKeyThatWasGivenUp() {
        Nodes.at(root, "tlogs/0/publicKey/validFor").put("end", "2026-05-01T00:00:00Z");
        Nodes.at(root, "tlogs/1/publicKey/validFor").put("end", "2026-05-01T00:00:00Z");
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(bundle2));
    }

    @Test
    void logKeyWhoseTimeHasNoStart() {
        Nodes.at(root, "tlogs/0/publicKey/validFor").remove("start");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void promiseOfAnotherLog() {
        Nodes.at(bundle, ENTRY + "/inclusionPromise")
                .put("signedEntryTimestamp", Nodes.base64(Signing.ecdsa(Signing.p256(), ARTIFACT)));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void proofWithAnotherPath() {
        ((ArrayNode) bundle.at("/" + ENTRY + "/inclusionProof/hashes")).set(0, Nodes.base64(new byte[32]));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void proofWithALongerPath() {
        ((ArrayNode) bundle.at("/" + ENTRY + "/inclusionProof/hashes")).add(Nodes.base64(new byte[32]));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void proofOfAnEntryBeyondTheTree() {
        Nodes.at(bundle, ENTRY + "/inclusionProof").put("logIndex", "2");
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void proofWithANegativeIndex() {
        Nodes.at(bundle, ENTRY + "/inclusionProof").put("logIndex", "-1");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void noInclusionProof() {
        Nodes.at(bundle, ENTRY).remove("inclusionProof");
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointOfAnotherTree() {
        ObjectNode other = sigstore.messageBundle(signer, OTHER);
        Nodes.at(bundle, ENTRY + "/inclusionProof")
                .set("checkpoint", other.at("/" + ENTRY + "/inclusionProof/checkpoint"));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointOfAnotherLog() {
        editCheckpoint(note -> note.replaceFirst("rekor.example.test - 123", "evil.example.test"));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointWithANewTime() {
        editCheckpoint(note -> note.replaceFirst("\n\n", "\nTimestamp: 1\n\n"));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointSignedByAWitnessOnly() {
        editCheckpoint(note -> note.replaceFirst("\u2014 rekor.example.test", "\u2014 witness.example.test"));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointWithAnotherKeyHint() {
        editCheckpoint(note -> {
            int at = note.lastIndexOf(' ') + 1;
            byte[] signature = Base64.getDecoder().decode(note.substring(at).strip());
            signature[0] ^= 1;
            return note.substring(0, at) + Nodes.base64(signature) + "\n";
        });
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    @Test
    void checkpointWithoutSignatures() {
        editCheckpoint(note -> note.substring(0, note.indexOf("\n\n") + 2));
        refused(Reason.LOG_PROOF_INVALID, () -> verify(bundle));
    }

    // Format

    @Test
    void rootInTheChain() {
        ObjectNode material = Nodes.at(bundle, "verificationMaterial");
        ArrayNode chain = Nodes.object().putArray("certificates");
        chain.add(material.get("certificate"));
        chain.add(root.at("/certificateAuthorities/0/certChain/certificates/1"));
        material.remove("certificate");
        material.putObject("x509CertificateChain").set("certificates", chain);
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle+json;version=0.2");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void chainInAVersionThatHasNone() {
        ObjectNode material = Nodes.at(bundle, "verificationMaterial");
        material.putObject("x509CertificateChain").putArray("certificates").add(material.get("certificate"));
        material.remove("certificate");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void keyAndCertificateAtOnce() {
        Nodes.at(bundle, "verificationMaterial").putObject("publicKey").put("hint", "x");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void statementAndSignatureAtOnce() {
        bundle.set(
                "dsseEnvelope",
                sigstore.statementBundle(signer, TestSigstore.cosignStatement(ARTIFACT))
                        .get("dsseEnvelope"));
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void versionThatIsNotKnown() {
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.9+json");
        refused(Reason.UNSUPPORTED, () -> verify(bundle));
    }

    @Test
    void fieldThatIsNotKnown() {
        bundle.put("trustMe", true);
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void fieldInTwoSpellings() {
        Nodes.at(bundle, ENTRY).put("log_index", "1");
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    @Test
    void keyTwice() {
        String json = new String(Nodes.bytes(bundle), StandardCharsets.UTF_8);
        parse(Reason.MALFORMED, json.replaceFirst("\\{", "{\"mediaType\":\"x\","));
    }

    @Test
    void somethingAfterTheEnd() {
        parse(Reason.MALFORMED, new String(Nodes.bytes(bundle), StandardCharsets.UTF_8) + "{}");
    }

    @Test
    void nestedTooDeeply() {
        parse(Reason.MALFORMED, "{\"mediaType\":" + "[".repeat(10_000));
    }

    @Test
    void notUtf8() {
        refused(Reason.MALFORMED, () -> Bundle.parse(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"'}));
    }

    @Test
    void huge() {
        refused(Reason.TOO_LARGE, () -> Bundle.parse(new byte[Bundle.MAX_BYTES + 1]));
    }

    @Test
    void thousandsOfEntries() {
        ArrayNode entries = TestSigstore.entries(bundle);
        for (int i = 0; i < 5000; i++) {
            entries.add(entries.get(0));
        }
        refused(Reason.TOO_LARGE, () -> verify(bundle));
    }

    @Test
    void certificateWithBytesAfterItsEnd() {
        ObjectNode certificate = Nodes.at(bundle, "verificationMaterial/certificate");
        byte[] der = Base64.getDecoder().decode(certificate.get("rawBytes").textValue());
        certificate.put("rawBytes", Nodes.base64(Arrays.copyOf(der, der.length + 1)));
        refused(Reason.MALFORMED, () -> verify(bundle));
    }

    private static void parse(Reason reason, String json) {
        refused(reason, () -> Bundle.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void stamp(ObjectNode bundle, TestTimestamps authority, Instant time) {
        TestSigstore.timestamp(bundle, authority.response(TestSigstore.signature(bundle), time));
    }

    private static int indexOfStatus(byte[] response) {
        for (int i = 0; i < response.length; i++) {
            if (response[i] == 2 && response[i + 1] == 1 && response[i + 2] == 0) {
                return i + 2;
            }
        }
        throw new AssertionError("no status");
    }

    private void editCheckpoint(UnaryOperator<String> edit) {
        ObjectNode checkpoint = Nodes.at(bundle, ENTRY + "/inclusionProof/checkpoint");
        String note = checkpoint.get("envelope").textValue();
        String edited = edit.apply(note);
        if (edited.equals(note)) {
            throw new AssertionError("nothing was changed");
        }
        checkpoint.put("envelope", edited);
    }

    private static ExpectedSigner usual() {
        return new ExpectedSigner.Keyless(List.of(Identity.exactly(TestSigstore.ISSUER, TestSigstore.IDENTITY)));
    }

    private void verify(ObjectNode attacked) {
        verify(attacked, usual(), TestSigstore.CLOCK);
    }

    private static ExpectedSigner keyless(String identity, String issuer) {
        return new ExpectedSigner.Keyless(List.of(Identity.exactly(issuer, identity)));
    }

    private void verify(ObjectNode attacked, ExpectedSigner expected) {
        verify(attacked, expected, TestSigstore.CLOCK);
    }

    private void verify(ObjectNode attacked, ExpectedSigner expected, Clock clock) {
        new BundleVerifier(TrustedRoot.parse(Nodes.bytes(root)), clock)
                .verify(Bundle.parse(Nodes.bytes(attacked)), ARTIFACT, expected);
    }
}
