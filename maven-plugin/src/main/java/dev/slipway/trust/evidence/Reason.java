package dev.slipway.trust.evidence;

import java.util.Locale;

/** Why evidence was not accepted; the word of the report, and what the reader can do. */
public enum Reason {
    /** The place was asked and has none. */
    NO_SIGNATURE("Ask the publisher to sign this digest, or lock one that is signed."),
    /** The place could not be asked: nothing is known, so nothing is allowed. */
    CANNOT_TELL("Nothing could be verified. Check network, address and credentials, then run again."),
    /** A document does not follow its specification. */
    MALFORMED("The document is damaged, or was manipulated. Ask the publisher to sign again."),
    /** More bytes, entries or levels than anybody needs. */
    TOO_LARGE("No correct signer makes this. Remove the excess signatures from the registry."),
    /** Sound, but of a kind that is not accepted. */
    UNSUPPORTED("Sign with a current tool: ECDSA (P-256, P-384, P-521), Ed25519, or RSA of 2048 bits and more."),
    /** The mathematics say no. */
    SIGNATURE_INVALID(
            "The signature was not made by this key over these bytes. Do not use the image; ask its publisher."),
    /** Signed, but by a key that the rule does not name. */
    UNKNOWN_KEY("Add the publisher's key to the rule if you trust it, else do not use the image."),
    /** Signed by somebody else than the rule names. */
    WRONG_IDENTITY("Correct identity and issuer in the rule if this signer is right, else do not use the image."),
    /** A sound signature for another repository. */
    WRONG_REPOSITORY("If the image was copied from there on purpose, add 'signed-as' to its rule."),
    /** A sound signature for another image. */
    WRONG_SUBJECT("The signature is for other bytes. Ask the publisher to sign this digest, or lock the signed one."),
    /** A sound statement that says something else than "this is released". */
    WRONG_PURPOSE("Sign with cosign sign; other statements are only looked at under 'attestations'."),
    /** A statement whose claims are not those that the rule asks for. */
    WRONG_CLAIM("Correct builder and source in the rule if these are right, else do not use the image."),
    /** No chain of certificates to a root of the rule. */
    CERTIFICATE_UNTRUSTED("Add the issuer's root to the rule if you trust it, else do not use the image."),
    /** A certificate that must not sign this. */
    CERTIFICATE_UNFIT("Ask the publisher for a signature with a certificate made for signing."),
    /** A certificate, key or authority used at a time when it was not valid. */
    OUTSIDE_VALIDITY(
            "The signature was made when its certificate or key was not valid. Ask the publisher to sign again."),
    /** Over, by its own words. */
    EXPIRED("Ask the publisher to sign again. If this machine's clock is wrong, correct it."),
    /** Made later than now. */
    IN_THE_FUTURE("Correct this machine's clock. If it is right, do not use the image."),
    /** No proof of when the signature was made, and one is needed. */
    NO_TRUSTED_TIME("Sign with a time-stamping authority that the trusted root names (--timestamp-server-url)."),
    /** An RFC 3161 timestamp that proves nothing. */
    TIMESTAMP_INVALID("Do not use the image; ask the publisher to sign again."),
    /** A log that the trusted root does not name. */
    LOG_UNKNOWN("Use the trusted root of the Sigstore instance that the publisher signed with."),
    /** The log does not prove that it holds the entry. */
    LOG_PROOF_INVALID("Do not use the image; ask the publisher to sign again."),
    /** A sound entry of the log, for another signature (CVE-2026-22703). */
    LOG_ENTRY_OF_ANOTHER("Do not use the image: the log entry of another signature was attached to it."),
    /** No proof that the certificate was made public. */
    SCT_INVALID("Use the trusted root of the Sigstore instance that issued the certificate."),
    /** Fewer distinct signers than the rule asks for. */
    THRESHOLD_NOT_MET("Ask the other signers to sign this digest."),
    /** Older than what was trusted before. */
    ROLLBACK("Somebody serves old metadata. If its publisher went back on purpose, remove the"
            + " repository's entry under 'notary' in the lock."),
    /** Parts that were not published together. */
    MIX_AND_MATCH("Somebody serves metadata of different times. Do not use the image; ask whoever keeps the server."),
    /** A root of trust that nobody pinned. */
    ROOT_NOT_PINNED("Compare the fingerprint with its publisher, then add it to 'root-certs' of the rule."),
    /** No digest in the YAML and none in the lock. */
    NOT_PINNED("Run mvn slipway:resolve and commit the lock, or write the digest in the YAML."),
    /** Another digest than the lock's. */
    LOCK_DIFFERS("If the change is intended, run mvn slipway:resolve -Dslipway.update=<image> and review it."),
    /** The YAML or the policy wants proof, but no rule says which. */
    NO_RULE(
            "Add a rule for this image to trust-policy.yml: sigstore-key, sigstore-keyless, notation, notary-v1 or pinned."),
    /** The policy's own word. */
    REFUSED_BY_POLICY("Add a rule for this image to trust-policy.yml if you want to use it.");

    private final String next;

    Reason(String next) {
        this.next = next;
    }

    /** What the reader can do. */
    public String next() {
        return next;
    }

    /** The word of the report, {@code wrong-subject}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
