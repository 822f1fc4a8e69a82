package dev.slipway.trust.notation;

import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Quorum;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.referrers.SignatureStore;
import java.time.Clock;

/** Looks for a Notation signature of an image that satisfies a rule (Notary Project "Signature Discovery"). */
public final class NotationSignatures {
    /** The artifact type; older signatures have it as the type of their config. */
    static final String ARTIFACT_TYPE = "application/vnd.cncf.notary.signature";

    private static final String SCHEME = "notation";

    private final SignatureStore store;
    private final EnvelopeVerifier verifier;

    /** @param fetcher for lists of revoked certificates */
    public NotationSignatures(NotationRule rule, SignatureStore store, Fetcher fetcher, Clock clock) {
        this.store = store;
        this.verifier = new EnvelopeVerifier(rule, fetcher, clock);
    }

    /**
     * Finds one good signature.
     *
     * @throws Rejected if there is none
     */
    public Proof verify(Subject subject) {
        Quorum quorum = new Quorum(1);
        for (Manifest manifest : store.referrers(subject.digest(), ARTIFACT_TYPE::equals)) {
            quorum.attempt("signature " + manifest.digest(), () -> {
                EnvelopeVerifier.Signer signer = verifier.verify(envelope(manifest), subject);
                return new Proof(
                        SCHEME,
                        signer.certificate().getSubjectX500Principal().getName(),
                        signer.time(),
                        manifest.digest().toString(),
                        signer.note());
            });
        }
        return quorum.result(subject.reference().canonical());
    }

    private SignedEnvelope envelope(Manifest manifest) {
        if (manifest.layers().size() != 1) {
            throw new Rejected(
                    Reason.MALFORMED,
                    "signature manifest",
                    "has " + manifest.layers().size() + " layers where one envelope is expected");
        }
        Descriptor layer = manifest.layers().get(0);
        return switch (layer.mediaType()) {
            case JwsEnvelope.MEDIA_TYPE -> JwsEnvelope.parse(store.blob(layer, SignedEnvelope.MAX_BYTES));
            case CoseEnvelope.MEDIA_TYPE -> CoseEnvelope.parse(store.blob(layer, SignedEnvelope.MAX_BYTES));
            default ->
                throw new Rejected(
                        Reason.UNSUPPORTED,
                        "signature manifest",
                        "holds a '" + layer.mediaType() + "', not an envelope");
        };
    }
}
