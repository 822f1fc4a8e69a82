package dev.slipway.trust.notation;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.crypto.SignatureScheme;
import dev.slipway.trust.crypto.TimestampToken;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Verifies one envelope (Notary Project "Signature Verification": integrity, authenticity, authentic timestamp, expiry). */
final class EnvelopeVerifier {
    private static final String WHERE = "Notation signature";

    private final NotationRule rule;
    private final Fetcher fetcher;
    private final Clock clock;

    EnvelopeVerifier(NotationRule rule, Fetcher fetcher, Clock clock) {
        this.rule = rule;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /**
     * What was proven: the signer's certificate, and when it signed.
     *
     * @param time null if nobody vouches for one
     * @param note on what could not be looked at; empty if nothing
     */
    record Signer(X509Certificate certificate, @Nullable Instant time, String note) {}

    /** @throws Rejected if the envelope does not prove that a trusted signer signed the subject */
    Signer verify(SignedEnvelope envelope, Subject subject) {
        X509Certificate leaf = envelope.chain().get(0);
        scheme(envelope.algorithm(), leaf.getPublicKey())
                .require(leaf.getPublicKey(), envelope.signed(), envelope.signature(), WHERE);
        Instant proven = provenTime(envelope);
        Instant now = clock.instant();
        List<X509Certificate> roots = envelope.attributes().scheme().equals(SignedEnvelope.AUTHORITY_SCHEME)
                ? rule.signingAuthorities()
                : rule.authorities();
        SigningCertificates.check(envelope.chain(), roots, proven == null ? now : proven);
        checkIdentity(leaf);
        checkExpiry(envelope, now);
        checkPayload(envelope.payload(), subject);
        return new Signer(leaf, proven, revocation(envelope.chain()));
    }

    private String revocation(List<X509Certificate> chain) {
        if (rule.revocation() == NotationRule.Revocation.SKIP) {
            return "";
        }
        List<String> unknown = new RevocationLists(fetcher, clock).check(chain);
        if (rule.revocation() == NotationRule.Revocation.ENFORCE && !unknown.isEmpty()) {
            throw new Rejected(Reason.CANNOT_TELL, WHERE, "may be revoked: " + String.join("; ", unknown));
        }
        return unknown.isEmpty() ? "" : "it was not checked whether it is revoked: " + String.join("; ", unknown);
    }

    /** The algorithm follows from the key ("Algorithm Selection"); what the envelope says must be that. */
    private static SignatureScheme scheme(String algorithm, PublicKey key) {
        SignatureScheme scheme;
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            Hash hash =
                    switch (bits) {
                        case 2048 -> Hash.SHA256;
                        case 3072 -> Hash.SHA384;
                        case 4096 -> Hash.SHA512;
                        default ->
                            throw new Rejected(
                                    Reason.UNSUPPORTED, WHERE, "is made with an RSA key of " + bits + " bits");
                    };
            scheme = SignatureScheme.rsaPss(hash);
        } else {
            Hash hash = SignatureScheme.curveHash(key);
            if (hash == null) {
                throw new Rejected(Reason.UNSUPPORTED, WHERE, "is made with a key of the kind " + key.getAlgorithm());
            }
            scheme = SignatureScheme.ecdsaP1363(hash);
        }
        String expected = (key instanceof RSAPublicKey ? "PS" : "ES")
                + Objects.requireNonNull(scheme.hash()).name().substring("SHA".length());
        if (!expected.equals(algorithm)) {
            throw new Rejected(
                    Reason.SIGNATURE_INVALID, WHERE, "says '" + algorithm + "', but its key signs '" + expected + "'");
        }
        return scheme;
    }

    private @Nullable Instant provenTime(SignedEnvelope envelope) {
        Instant authentic = envelope.attributes().authenticTime();
        if (authentic == null
                && (envelope.timestamp().length == 0
                        || rule.timestampAuthorities().isEmpty())) {
            return null;
        }
        Instant time = authentic != null
                ? authentic
                : TimestampToken.of(envelope.timestamp(), "RFC 3161 timestamp")
                        .verify(envelope.signature(), rule.timestampAuthorities(), rule.timestampAuthorities());
        if (time.isAfter(clock.instant())) {
            throw new Rejected(Reason.IN_THE_FUTURE, WHERE, "was made at " + time + ", which is in the future");
        }
        return time;
    }

    private void checkIdentity(X509Certificate leaf) {
        if (rule.identities().stream().noneMatch(identity -> identity.matches(leaf))) {
            throw new Rejected(
                    Reason.WRONG_IDENTITY,
                    WHERE,
                    "is by '" + leaf.getSubjectX500Principal().getName() + "', expected " + rule.identities());
        }
    }

    /** An expired signature would let somebody serve an old release for ever (CVE-2024-23332). */
    private static void checkExpiry(SignedEnvelope envelope, Instant now) {
        Instant expiry = envelope.attributes().expiry();
        if (expiry != null && !now.isBefore(expiry)) {
            throw new Rejected(Reason.EXPIRED, WHERE, "expired at " + expiry);
        }
    }

    private static void checkPayload(byte[] payload, Subject subject) {
        JsonObject target = Rejected.JSON
                .object(payload, "payload of Notation", SignedEnvelope.MAX_BYTES)
                .object("targetArtifact");
        String signed =
                target.text("mediaType") + " " + target.text("digest") + " of " + target.number("size") + " bytes";
        String actual = subject.descriptor().mediaType() + " " + subject.digest() + " of "
                + subject.descriptor().size() + " bytes";
        if (!signed.equals(actual)) {
            throw new Rejected(Reason.WRONG_SUBJECT, WHERE, "is for " + signed + ", not for " + actual);
        }
    }
}
