package dev.slipway.trust.sigstore;

import dev.slipway.trust.attestation.Statement;
import dev.slipway.trust.crypto.CertificatePath;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.crypto.SignatureScheme;
import dev.slipway.trust.crypto.TimestampToken;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Verifies bundles, offline (Sigstore client specification 4.1 to 4.5). */
public final class BundleVerifier {
    private static final String WHERE = "Sigstore bundle";

    /** Clocks are not better than this. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final TrustedRoot root;
    private final Clock clock;

    /** @param root the keys of the Sigstore instance that is trusted */
    public BundleVerifier(TrustedRoot root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * Checks that one of the expected signers signed the artifact, or a statement about it.
     *
     * @param artifact the bytes themselves: of an image, those of its manifest or index
     * @return what was proven; whether a statement of this type is wanted, the caller must look
     * @throws Rejected if anything in the bundle is wrong
     */
    public VerifiedBundle verify(Bundle bundle, byte[] artifact, ExpectedSigner expected) {
        byte[] message = bundle.content().message(artifact);
        List<Instant> times = times(bundle);
        VerifiedBundle verified;
        if (expected instanceof ExpectedSigner.Keyless keyless) {
            verified = keyless(bundle, message, keyless, times);
        } else {
            verified = keyed(bundle, message, (ExpectedSigner.Keyed) expected, times);
        }
        verified.stated().ifPresent(statement -> statement.requireSubject(artifact));
        return verified;
    }

    private VerifiedBundle keyless(
            Bundle bundle, byte[] message, ExpectedSigner.Keyless expected, List<Instant> times) {
        if (bundle.isKeyed()) {
            throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "is signed with a plain key, not with a certificate");
        }
        if (bundle.entries().isEmpty()) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "has no entry of a transparency log");
        }
        if (times.isEmpty()) {
            throw new Rejected(Reason.NO_TRUSTED_TIME, WHERE, "does not prove when it was signed");
        }
        X509Certificate leaf = bundle.certificates().get(0);
        FulcioCertificate certificate = FulcioCertificate.of(leaf);
        for (Instant time : times) {
            List<X509Certificate> chain = issuers(bundle, time);
            if (chain.size() < 2) {
                throw new Rejected(Reason.CERTIFICATE_UNFIT, "signing certificate", "is the authority itself");
            }
            CertificateTimestamps.verify(leaf, chain.get(1), root);
        }
        requireAny(expected.identities(), certificate);
        EntryBody body = new EntryBody(bundle.content(), message, leaf.getPublicKey(), leaf);
        bundle.entries().forEach(body::verify);
        requireSignature(bundle, leaf.getPublicKey(), message);
        return verified(bundle, certificate.identity() + " (" + certificate.issuer() + ")", times);
    }

    private VerifiedBundle keyed(Bundle bundle, byte[] message, ExpectedSigner.Keyed expected, List<Instant> times) {
        if (!bundle.isKeyed()) {
            throw new Rejected(Reason.UNKNOWN_KEY, WHERE, "is signed with a certificate, not with a key of the rule");
        }
        if (expected.logNeeded() && bundle.entries().isEmpty()) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "has no entry of a transparency log");
        }
        PublicKey key = expected.keys().stream()
                .filter(candidate -> SignatureScheme.anyOfSigstore(
                        candidate, message, bundle.content().signature()))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Reason.UNKNOWN_KEY, WHERE, "is not signed by any of the rule's keys over these bytes"));
        EntryBody body = new EntryBody(bundle.content(), message, key, null);
        bundle.entries().forEach(body::verify);
        return verified(bundle, "key " + PublicKeys.fingerprint(key), times);
    }

    private static VerifiedBundle verified(Bundle bundle, String signer, List<Instant> times) {
        Statement statement =
                bundle.content() instanceof SignedContent.Envelope envelope ? Statement.of(envelope.envelope()) : null;
        return new VerifiedBundle(
                signer, times.stream().min(Comparator.naturalOrder()).orElse(null), statement);
    }

    /** All times that a log or an authority vouches for; every one of them must be right. */
    private List<Instant> times(Bundle bundle) {
        List<Instant> times = new ArrayList<>();
        for (byte[] timestamp : bundle.timestamps()) {
            times.add(authorityTime(timestamp, bundle.content().signature()));
        }
        List<LogKey> withoutTime = new ArrayList<>();
        for (LogEntry entry : bundle.entries()) {
            LogKey log = root.log(entry.logId());
            Optional<Instant> time = entry.verify(log, bundle.minor() >= 2);
            time.ifPresentOrElse(times::add, () -> withoutTime.add(log));
        }
        for (Instant time : times) {
            if (time.isAfter(clock.instant().plus(SKEW))) {
                throw new Rejected(Reason.IN_THE_FUTURE, WHERE, "was signed at " + time + ", which is in the future");
            }
        }
        withoutTime.forEach(log -> requireInUse(log, times));
        return times;
    }

    /** Entries of Rekor v2 have no time of their own: the log's key must have been in use at the others'. */
    private void requireInUse(LogKey log, List<Instant> times) {
        for (Instant time : times.isEmpty() ? List.of(clock.instant()) : times) {
            if (!log.validity().holds(time)) {
                throw new Rejected(
                        Reason.OUTSIDE_VALIDITY,
                        WHERE,
                        "was signed at " + time + ", but the key of the log " + log.baseUrl() + " is valid from "
                                + log.validity());
            }
        }
    }

    private Instant authorityTime(byte[] timestamp, byte[] signature) {
        TimestampToken token = TimestampToken.ofResponse(timestamp, "RFC 3161 timestamp");
        Rejected last = new Rejected(
                Reason.TIMESTAMP_INVALID, "RFC 3161 timestamp", "there is no time-stamping authority to trust");
        for (Authority authority : root.timestampAuthorities()) {
            try {
                Instant time = token.verify(signature, authority.chain(), List.of(authority.root()));
                if (authority.validity().holds(time)) {
                    return time;
                }
                last = new Rejected(
                        Reason.OUTSIDE_VALIDITY,
                        "RFC 3161 timestamp",
                        "was made at " + time + ", but its authority is trusted from " + authority.validity());
            } catch (Rejected e) {
                last = moreTelling(last, e);
            }
        }
        throw last;
    }

    /** The chain from the signer to a certificate authority that was in use. */
    private List<X509Certificate> issuers(Bundle bundle, Instant time) {
        Rejected last = new Rejected(
                Reason.CERTIFICATE_UNTRUSTED, "signing certificate", "there is no certificate authority to trust");
        for (Authority authority : root.certificateAuthorities()) {
            try {
                List<X509Certificate> intermediates = new ArrayList<>(authority.chain());
                intermediates.addAll(bundle.certificates());
                List<X509Certificate> chain = new CertificatePath("signing certificate", intermediates)
                        .validate(bundle.certificates().get(0), authority.root(), time);
                if (authority.validity().holds(time)) {
                    return chain;
                }
                last = new Rejected(
                        Reason.OUTSIDE_VALIDITY,
                        "signing certificate",
                        "was used at " + time + ", but its authority is trusted from " + authority.validity());
            } catch (Rejected e) {
                last = moreTelling(last, e);
            }
        }
        throw last;
    }

    /** Of several authorities, the one that is not simply a stranger tells what is wrong. */
    private static Rejected moreTelling(Rejected one, Rejected other) {
        return other.reason() == Reason.CERTIFICATE_UNTRUSTED && one.reason() == Reason.OUTSIDE_VALIDITY ? one : other;
    }

    private static void requireAny(List<Identity> identities, FulcioCertificate certificate) {
        Rejected last = null;
        for (Identity identity : identities) {
            try {
                identity.require(certificate);
                return;
            } catch (Rejected e) {
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private static void requireSignature(Bundle bundle, PublicKey key, byte[] message) {
        if (!SignatureScheme.anyOfSigstore(key, message, bundle.content().signature())) {
            throw new Rejected(
                    Reason.SIGNATURE_INVALID, WHERE, "has a signature that does not match its certificate's key");
        }
    }
}
