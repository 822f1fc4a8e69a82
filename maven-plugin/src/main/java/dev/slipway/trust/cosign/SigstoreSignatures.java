package dev.slipway.trust.cosign;

import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.trust.attestation.Statement;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Quorum;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.sigstore.Bundle;
import dev.slipway.trust.sigstore.BundleVerifier;
import dev.slipway.trust.sigstore.CosignAnnotations;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.VerifiedBundle;
import java.time.Clock;
import java.util.List;

/** Looks for signatures of an image that satisfy a rule, in both of the places where cosign keeps them. */
public final class SigstoreSignatures {
    private final SigstoreRule rule;
    private final SignatureStore store;
    private final RepositoryBinding binding;
    private final Clock clock;
    private final BundleVerifier verifier;

    /** @param binding the name that signatures must be for */
    public SigstoreSignatures(SigstoreRule rule, SignatureStore store, RepositoryBinding binding, Clock clock) {
        this.rule = rule;
        this.store = store;
        this.binding = binding;
        this.clock = clock;
        this.verifier = new BundleVerifier(rule.root(), clock);
    }

    /**
     * Finds as many signers as the rule needs.
     *
     * @throws Rejected if there are not enough
     */
    public Proof verify(Subject subject) {
        Quorum quorum = new Quorum(rule.threshold());
        if (rule.format().bundle()) {
            bundles(subject, quorum);
        }
        if (rule.format().legacy() && !quorum.isReached()) {
            legacy(subject, quorum);
        }
        return quorum.result(subject.reference().canonical());
    }

    private void bundles(Subject subject, Quorum quorum) {
        for (Manifest manifest : Bundles.of(store, subject)) {
            quorum.attempt("bundle " + manifest.digest(), () -> {
                VerifiedBundle verified =
                        verifier.verify(Bundles.read(store, manifest), subject.manifest(), rule.signer());
                checkPurpose(verified, subject);
                return proof(verified, manifest.digest().toString());
            });
        }
    }

    /** Anything may be stated about an image, also that it failed a test; only one statement is a signature. */
    private void checkPurpose(VerifiedBundle verified, Subject subject) {
        verified.stated().ifPresent(statement -> {
            if (!statement.predicateType().equals(Statement.COSIGN_SIGN)) {
                throw new Rejected(
                        Reason.WRONG_PURPOSE,
                        "in-toto statement",
                        "is of the kind " + statement.predicateType() + ", not a signature");
            }
            binding.requireIfNamed(statement.requireSubject(subject.manifest()).name());
        });
    }

    private void legacy(Subject subject, Quorum quorum) {
        String tag = subject.digest().algorithm().id() + "-" + subject.digest().hex() + ".sig";
        List<Descriptor> layers = store.tagged(tag).map(Manifest::layers).orElse(List.of()).stream()
                .filter(layer -> layer.mediaType().equals(SimpleSigning.MEDIA_TYPE))
                .toList();
        if (layers.size() > SignatureStore.MAX_SIGNATURES) {
            throw new Rejected(Reason.TOO_LARGE, tag, "has " + layers.size() + " signatures");
        }
        for (Descriptor layer : layers) {
            quorum.attempt("signature " + layer.digest(), () -> {
                byte[] payload = store.blob(layer, SimpleSigning.MAX_BYTES);
                return legacy(subject, payload, new CosignAnnotations(layer.annotations()));
            });
        }
    }

    /**
     * Checks one older signature.
     *
     * @param payload the signed bytes
     */
    Proof legacy(Subject subject, byte[] payload, CosignAnnotations annotations) {
        Bundle bundle = annotations.signature();
        if (rule.signer() instanceof ExpectedSigner.Keyed keyed && !keyed.logNeeded()) {
            // The key alone is enough for the rule, and a private log's word is none that we could check.
            bundle = bundle.withoutUnknownLogs(rule.root());
        }
        VerifiedBundle verified = verifier.verify(bundle, payload, rule.signer());
        SimpleSigning.parse(payload).require(subject, binding);
        return proof(verified, Digest.of(payload).toString());
    }

    private Proof proof(VerifiedBundle verified, String evidence) {
        Proof proof = new Proof(rule.scheme(), verified.signer(), verified.signedAt(), evidence);
        if (rule.maxAge() != null) {
            Freshness.require(proof, rule.maxAge(), clock);
        }
        return proof;
    }
}
