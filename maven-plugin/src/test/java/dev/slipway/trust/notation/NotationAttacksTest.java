package dev.slipway.trust.notation;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.oci.Descriptor;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.testing.AttackCount;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestAuthority;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestNotation;
import dev.slipway.trust.testing.TestTimestamps;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on Notation signatures; each is made of one that is accepted. */
@ExtendWith(AttackCount.class)
@DisplayName("Attacks on Notation signatures")
class NotationAttacksTest {
    private static final String REPOSITORY = "registry.corp:5000/apps/web";
    private static final String IDENTITY = "x509.subject: C=DE, ST=BE, O=Corp, CN=builder";
    private static final String EXPIRY = "io.cncf.notary.expiry";

    private final TestNotation notation = new TestNotation();
    private final FakeRegistry registry = new FakeRegistry();
    private final TestImage image = new TestImage(registry, REPOSITORY, "1.0", "a");
    private final TestImage other = new TestImage(registry, REPOSITORY, "0.9", "b");
    private final Descriptor target = image.subject().descriptor();
    private final TestTimestamps timestamps = new TestTimestamps(
            TestNotation.NOW.minus(Duration.ofDays(900)), TestNotation.NOW.plus(Duration.ofDays(900)));

    // What is accepted

    @Test
    @Tag(AttackCount.ACCEPTED)
    void bothEnvelopesAreAccepted() {
        attach(notation.jws(target));
        assertThat(verify(rule()).signer()).isEqualTo("CN=builder,O=Corp,ST=BE,C=DE");

        TestImage second = new TestImage(registry, REPOSITORY, "2.0", "c");
        attach(second, TestNotation.COSE, notation.cose(second.subject().descriptor()));
        assertThat(verify(second, rule(), TestNotation.CLOCK).scheme()).isEqualTo("notation");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void certificateThatEndedSinceIsAcceptedWithATimestamp() {
        X509Certificate ended = notation.issue(
                List.of(TestAuthority.keyUsage(0)),
                TestNotation.NOW.minus(Duration.ofDays(100)),
                TestNotation.NOW.minus(Duration.ofDays(10)));
        Instant then = TestNotation.NOW.minus(Duration.ofDays(50));
        attach(timestamped(ended, then));

        assertThat(verify(rule()).time()).contains(then);
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void signingAuthorityVouchesForTheTime() {
        ObjectNode headers = TestNotation.headers();
        headers.put("io.cncf.notary.signingScheme", "notary.x509.signingAuthority");
        headers.put("io.cncf.notary.authenticSigningTime", "2026-05-01T00:00:00Z");
        ((ArrayNode) headers.get("crit")).add("io.cncf.notary.authenticSigningTime");
        attach(jws(headers));

        NotationRule authorities = new NotationRule(
                List.of(),
                List.of(notation.root().certificate()),
                List.of(),
                List.of(X509Identity.parse(IDENTITY)),
                NotationRule.Revocation.SKIP);
        assertThat(verify(authorities).time()).contains(Instant.parse("2026-05-01T00:00:00Z"));
        // The two kinds of trust store are not interchangeable.
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule()));
    }

    // Signature

    @Test
    void noSignature() {
        refused(Reason.NO_SIGNATURE, () -> verify(rule()));
    }

    @Test
    void signatureByAnotherKey() {
        attach(TestNotation.jws(
                TestNotation.headers(), TestNotation.payload(target), notation.chain(), Signing.p256()));
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
    }

    @Test
    void payloadExchangedUnderTheSignature() {
        ObjectNode jws = notation.jws(other.subject().descriptor());
        jws.put("payload", notation.jws(target).get("payload").textValue());
        attach(jws);
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
    }

    @Test
    void coseSignatureBroken() {
        byte[] cose = notation.cose(target);
        cose[cose.length - 1] ^= 1;
        attach(image, TestNotation.COSE, cose);
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
    }

    @Test
    void algorithmNone() {
        attach(jws(TestNotation.headers().put("alg", "none")));
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
    }

    @Test
    void algorithmThatMakesAPasswordOfThePublicKey() {
        attach(jws(TestNotation.headers().put("alg", "HS256")));
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
    }

    @Test
    void algorithmThatIsNotTheKeys() {
        attach(jws(TestNotation.headers().put("alg", "ES384")));
        refused(Reason.SIGNATURE_INVALID, () -> verify(rule()));
        TestImage second = new TestImage(registry, REPOSITORY, "2.0", "c");
        attach(second, TestNotation.COSE, notation.cose(second.subject().descriptor(), more -> {}, -35));
        refused(Reason.SIGNATURE_INVALID, () -> verify(second, rule(), TestNotation.CLOCK));
    }

    @Test
    void rsaKeyThatIsTooShort() {
        KeyPair weak = Signing.rsa(1024);
        refused(
                Reason.UNSUPPORTED,
                () -> TestAuthority.selfSigned(
                        new TestAuthority.Request(
                                TestNotation.NAME,
                                weak.getPublic(),
                                TestNotation.NOW,
                                TestNotation.NOW,
                                List.of(TestAuthority.keyUsage(0))),
                        weak));
    }

    // Subject

    @Test
    void signatureOfAnotherImage() {
        attach(notation.jws(other.subject().descriptor()));
        refused(Reason.WRONG_SUBJECT, () -> verify(rule()));
    }

    @Test
    void anotherSize() {
        attach(notation.jws(Descriptor.of(target.mediaType(), target.digest(), target.size() + 1)));
        refused(Reason.WRONG_SUBJECT, () -> verify(rule()));
    }

    @Test
    void anotherMediaType() {
        attach(notation.jws(Descriptor.of("application/vnd.oci.image.index.v1+json", target.digest(), target.size())));
        refused(Reason.WRONG_SUBJECT, () -> verify(rule()));
    }

    @Test
    void referrerOfAnotherImage() {
        registry.attachAs(
                REPOSITORY,
                image.digest(),
                other.digest(),
                TestNotation.SIGNATURE,
                TestNotation.JWS,
                Nodes.bytes(notation.jws(target)));
        refused(Reason.WRONG_SUBJECT, () -> verify(rule()));
    }

    // Time

    @Test
    void expiredSignature() {
        ObjectNode headers = TestNotation.headers().put(EXPIRY, "2026-06-01T11:59:59Z");
        ((ArrayNode) headers.get("crit")).add(EXPIRY);
        attach(jws(headers));
        refused(Reason.EXPIRED, () -> verify(rule()));
    }

    @Test
    void expiredCoseSignature() {
        byte[] cose = notation.cose(
                target,
                more -> {
                    more.set(
                            3,
                            TestNotation.array(
                                    TestNotation.text("io.cncf.notary.signingScheme"), TestNotation.text(EXPIRY)));
                    more.add(TestNotation.text(EXPIRY));
                    more.add(TestNotation.tagged(1, TestNotation.number(1_000_000_000)));
                },
                -7);
        attach(image, TestNotation.COSE, cose);
        refused(Reason.EXPIRED, () -> verify(rule()));
    }

    @Test
    void expiryThatIsNotCritical() {
        attach(jws(TestNotation.headers().put(EXPIRY, "2036-01-01T00:00:00Z")));
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void certificateThatEnded() {
        attach(notation.jws(target));
        Clock later = Clock.offset(TestNotation.CLOCK, Duration.ofDays(400));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(image, rule(), later));
    }

    @Test
    void timestampAfterTheCertificateEnded() {
        X509Certificate ended = notation.issue(
                List.of(TestAuthority.keyUsage(0)),
                TestNotation.NOW.minus(Duration.ofDays(100)),
                TestNotation.NOW.minus(Duration.ofDays(10)));
        attach(timestamped(ended, TestNotation.NOW.minus(Duration.ofDays(5))));
        refused(Reason.OUTSIDE_VALIDITY, () -> verify(rule()));
    }

    @Test
    void timestampOfAnotherSignature() {
        ObjectNode jws = notation.jws(target);
        stamp(jws, timestamps.token("something else".getBytes(StandardCharsets.UTF_8), TestNotation.NOW));
        attach(jws);
        refused(Reason.TIMESTAMP_INVALID, () -> verify(rule()));
    }

    @Test
    void timestampOfAnUnknownAuthority() {
        ObjectNode jws = notation.jws(target);
        TestTimestamps stranger = new TestTimestamps(
                TestNotation.NOW.minus(Duration.ofDays(900)), TestNotation.NOW.plus(Duration.ofDays(900)));
        stamp(jws, stranger.token(TestNotation.signature(jws), TestNotation.NOW));
        attach(jws);
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule()));
    }

    @Test
    void timestampOfTheFuture() {
        ObjectNode jws = notation.jws(target);
        stamp(jws, timestamps.token(TestNotation.signature(jws), TestNotation.NOW.plusSeconds(60)));
        attach(jws);
        refused(Reason.IN_THE_FUTURE, () -> verify(rule()));
    }

    // Certificates

    @Test
    void rootThatIsNotInTheStore() {
        attach(new TestNotation().jws(target));
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule()));
    }

    @Test
    void certificateOfAnotherRootFollowedByTheTrustedRoot() {
        TestNotation stranger = new TestNotation();
        List<X509Certificate> chain =
                List.of(stranger.chain().get(0), notation.root().certificate());
        attach(TestNotation.jws(TestNotation.headers(), TestNotation.payload(target), chain, stranger.keys()));
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule()));
    }

    @Test
    void chainWithoutItsRoot() {
        attach(TestNotation.jws(
                TestNotation.headers(),
                TestNotation.payload(target),
                notation.chain().subList(0, 1),
                notation.keys()));
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule()));
    }

    @Test
    void noCertificate() {
        ObjectNode jws = notation.jws(target);
        Nodes.at(jws, "header").putArray("x5c");
        attach(jws);
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void certificatesForOtherThings() {
        for (List<byte[]> extensions : List.of(
                List.<byte[]>of(),
                List.of(TestAuthority.keyUsage(5)),
                List.of(TestAuthority.keyUsage(0), TestAuthority.purpose(false, "1.3.6.1.5.5.7.3.1")),
                List.of(TestAuthority.keyUsage(0), TestAuthority.purpose(false, "2.5.29.37.0")),
                List.of(
                        TestAuthority.keyUsage(0),
                        TestAuthority.purpose(false, Certificates.CODE_SIGNING, Certificates.TIME_STAMPING)))) {
            TestImage each = new TestImage(registry, REPOSITORY, "x", "x" + extensions);
            attach(
                    each,
                    TestNotation.JWS,
                    Nodes.bytes(TestNotation.jws(
                            TestNotation.headers(),
                            TestNotation.payload(each.subject().descriptor()),
                            notation.chain(notation.issue(extensions)),
                            notation.keys())));
            refused(Reason.CERTIFICATE_UNFIT, () -> verify(each, rule(), TestNotation.CLOCK));
        }
    }

    @Test
    void signerWithAnotherName() {
        attach(notation.jws(target));
        refused(
                Reason.WRONG_IDENTITY,
                () -> verify(rule("x509.subject: C=DE, ST=BE, O=Corp, CN=somebody", NotationRule.Revocation.SKIP)));
    }

    @Test
    void revokedCertificateOrNoListWhereOneIsRequired() {
        String address = "http://crl.corp.example/list";
        X509Certificate leaf = notation.issue(List.of(TestAuthority.keyUsage(0), TestAuthority.revocation(address)));
        attach(TestNotation.jws(
                TestNotation.headers(), TestNotation.payload(target), notation.chain(leaf), notation.keys()));
        NotationRule enforce = rule(IDENTITY, NotationRule.Revocation.ENFORCE);

        refused(Reason.CANNOT_TELL, () -> verify(enforce));
        assertThat(verify(rule(IDENTITY, NotationRule.Revocation.LOG)).note()).contains("no valid list");

        registry.revocationList(address, notation.root().revoke(List.of(), TestNotation.NOW));
        assertThat(verify(enforce).note()).isEmpty();

        registry.revocationList(address, new TestNotation().root().revoke(List.of(), TestNotation.NOW));
        refused(Reason.CANNOT_TELL, () -> verify(enforce));

        registry.revocationList(
                address, notation.root().revoke(List.of(), TestNotation.NOW.minus(Duration.ofDays(90))));
        refused(Reason.CANNOT_TELL, () -> verify(enforce));

        registry.revocationList(address, notation.root().revoke(List.of(leaf), TestNotation.NOW));
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(enforce));
        refused(Reason.CERTIFICATE_UNTRUSTED, () -> verify(rule(IDENTITY, NotationRule.Revocation.LOG)));
    }

    // Format

    @Test
    void criticalHeaderThatIsNotKnown() {
        ObjectNode headers = TestNotation.headers().put("x", 1);
        ((ArrayNode) headers.get("crit")).add("x");
        attach(jws(headers));
        refused(Reason.UNSUPPORTED, () -> verify(rule()));
    }

    @Test
    void schemeThatIsNotCritical() {
        ObjectNode headers = TestNotation.headers();
        headers.putArray("crit");
        attach(jws(headers));
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void pluginThatWantsToBeRun() {
        ObjectNode headers = TestNotation.headers().put("io.cncf.notary.verificationPlugin", "evil");
        ((ArrayNode) headers.get("crit")).add("io.cncf.notary.verificationPlugin");
        attach(jws(headers));
        refused(Reason.UNSUPPORTED, () -> verify(rule()));
    }

    @Test
    void payloadOfAnotherType() {
        attach(jws(TestNotation.headers().put("cty", "text/plain")));
        refused(Reason.WRONG_PURPOSE, () -> verify(rule()));
    }

    @Test
    void timeThatDoesNotBelongToTheScheme() {
        ObjectNode headers = TestNotation.headers().put("io.cncf.notary.authenticSigningTime", "2026-05-01T00:00:00Z");
        ((ArrayNode) headers.get("crit")).add("io.cncf.notary.authenticSigningTime");
        attach(jws(headers));
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void generalJwsWithSeveralSignatures() {
        ObjectNode jws = notation.jws(target);
        jws.putArray("signatures").addObject();
        attach(jws);
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseWithBytesAfterItsEnd() {
        byte[] cose = notation.cose(target);
        attach(image, TestNotation.COSE, Arrays.copyOf(cose, cose.length + 1));
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseWithAnIndefiniteLength() {
        attach(image, TestNotation.COSE, new byte[] {(byte) 0xd2, (byte) 0x9f, (byte) 0xff});
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseWithAKeyTwice() {
        byte[] cose = notation.cose(
                target,
                more -> {
                    more.add(TestNotation.number(1));
                    more.add(TestNotation.number(-7));
                },
                -7);
        attach(image, TestNotation.COSE, cose);
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseWithoutItsTag() {
        byte[] cose = notation.cose(target);
        attach(image, TestNotation.COSE, Arrays.copyOfRange(cose, 1, cose.length));
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseNestedTooDeeply() {
        byte[] deep = new byte[10_000];
        Arrays.fill(deep, (byte) 0x81);
        attach(image, TestNotation.COSE, deep);
        refused(Reason.MALFORMED, () -> verify(rule()));
    }

    @Test
    void coseCutOffAnywhere() {
        byte[] cose = notation.cose(target);
        for (int length = 0; length < cose.length; length += 5) {
            int end = length;
            refused(Reason.MALFORMED, () -> CoseEnvelope.parse(Arrays.copyOf(cose, end)));
        }
    }

    @Test
    void hugeEnvelope() {
        attach(image, TestNotation.JWS, new byte[(1 << 20) + 1]);
        refused(Reason.TOO_LARGE, () -> verify(rule()));
    }

    @Test
    void tooManySignatures() {
        for (int i = 0; i < 60; i++) {
            attach(Nodes.object().put("n", i));
        }
        refused(Reason.TOO_LARGE, () -> verify(rule()));
    }

    private ObjectNode timestamped(X509Certificate leaf, Instant time) {
        ObjectNode jws = TestNotation.jws(
                TestNotation.headers(), TestNotation.payload(target), notation.chain(leaf), notation.keys());
        stamp(jws, timestamps.token(TestNotation.signature(jws), time));
        return jws;
    }

    private static void stamp(ObjectNode jws, byte[] token) {
        Nodes.at(jws, "header").put("io.cncf.notary.timestampSignature", Nodes.base64(token));
    }

    private ObjectNode jws(ObjectNode headers) {
        return TestNotation.jws(headers, TestNotation.payload(target), notation.chain(), notation.keys());
    }

    private void attach(ObjectNode jws) {
        attach(image, TestNotation.JWS, Nodes.bytes(jws));
    }

    private void attach(TestImage to, String type, byte[] envelope) {
        registry.attach(REPOSITORY, to.digest(), TestNotation.SIGNATURE, type, envelope);
    }

    private NotationRule rule() {
        return rule(IDENTITY, NotationRule.Revocation.SKIP);
    }

    private NotationRule rule(String identity, NotationRule.Revocation revocation) {
        return new NotationRule(
                List.of(notation.root().certificate()),
                List.of(),
                List.of(timestamps.root()),
                List.of(X509Identity.parse(identity)),
                revocation);
    }

    private Proof verify(NotationRule rule) {
        return verify(image, rule, TestNotation.CLOCK);
    }

    private Proof verify(TestImage which, NotationRule rule, Clock clock) {
        return new NotationSignatures(rule, new SignatureStore(registry, which.repository()), registry, clock)
                .verify(which.subject());
    }
}
