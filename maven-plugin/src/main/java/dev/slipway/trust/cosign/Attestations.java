package dev.slipway.trust.cosign;

import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.trust.attestation.SlsaProvenance;
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
import dev.slipway.trust.sigstore.VerifiedBundle;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks for signed statements about an image that satisfy a rule. BuildKit's attestations inside of an index are not signed, so
 * they are none.
 */
public final class Attestations {
    private static final String DSSE_LAYER = "application/vnd.dsse.envelope.v1+json";

    private final AttestationRule rule;
    private final SignatureStore store;
    private final RepositoryBinding binding;
    private final Clock clock;
    private final BundleVerifier verifier;

    /** @param binding the name that statements must be about, where they name one */
    public Attestations(AttestationRule rule, SignatureStore store, RepositoryBinding binding, Clock clock) {
        this.rule = rule;
        this.store = store;
        this.binding = binding;
        this.clock = clock;
        this.verifier = new BundleVerifier(rule.signer().root(), clock);
    }

    /**
     * Finds a statement of the right type, signer and claims.
     *
     * @throws Rejected if there is none
     */
    public Proof verify(Subject subject) {
        Quorum quorum = new Quorum(rule.signer().threshold());
        if (rule.signer().format().bundle()) {
            for (Manifest manifest : Bundles.of(store, subject)) {
                String name = "bundle " + manifest.digest();
                quorum.attempt(name, () -> check(subject, () -> Bundles.read(store, manifest), name));
            }
        }
        if (rule.signer().format().legacy() && !quorum.isReached()) {
            legacy(subject, quorum);
        }
        return quorum.result(subject.reference().canonical() + " (attestation " + rule.type() + ")");
    }

    private void legacy(Subject subject, Quorum quorum) {
        String tag = subject.digest().algorithm().id() + "-" + subject.digest().hex() + ".att";
        List<Descriptor> layers = store.tagged(tag).map(Manifest::layers).orElse(List.of()).stream()
                .filter(layer -> layer.mediaType().equals(DSSE_LAYER))
                .toList();
        if (layers.size() > SignatureStore.MAX_SIGNATURES) {
            throw new Rejected(Reason.TOO_LARGE, tag, "has " + layers.size() + " attestations");
        }
        for (Descriptor layer : layers) {
            String name = "attestation " + layer.digest();
            quorum.attempt(
                    name,
                    () -> check(
                            subject,
                            () -> new CosignAnnotations(layer.annotations())
                                    .statement(store.blob(layer, Bundle.MAX_BYTES)),
                            name));
        }
    }

    private Proof check(Subject subject, Supplier<Bundle> bundle, String name) {
        VerifiedBundle verified =
                verifier.verify(bundle.get(), subject.manifest(), rule.signer().signer());
        Statement statement = verified.stated()
                .orElseThrow(() -> new Rejected(Reason.WRONG_PURPOSE, name, "is a signature, not a statement"));
        if (!statement.predicateType().equals(rule.type())) {
            throw new Rejected(
                    Reason.WRONG_PURPOSE,
                    "in-toto statement",
                    "is of the kind " + statement.predicateType() + ", expected " + rule.type());
        }
        binding.requireIfNamed(statement.requireSubject(subject.manifest()).name());
        if (rule.hasClaims()) {
            checkClaims(SlsaProvenance.of(statement));
        }
        Proof proof = new Proof(rule.type(), verified.signer(), verified.signedAt(), name);
        if (rule.signer().maxAge() != null) {
            Freshness.require(proof, rule.signer().maxAge(), clock);
        }
        return proof;
    }

    private void checkClaims(SlsaProvenance provenance) {
        provenance.requireBuilder(rule.builders());
        if (rule.source() != null) {
            provenance.requireSource(rule.source());
        }
        if (rule.ref() != null) {
            provenance.requireRef(rule.ref());
        }
    }
}
