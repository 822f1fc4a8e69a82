package dev.slipway.trust.policy;

import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.trust.notary.NotaryRule;
import dev.slipway.trust.notation.NotationRule;
import java.util.List;
import java.util.stream.Stream;

/** What a rule asks for. */
public sealed interface Requirement {
    /**
     * At least so many of these.
     *
     * @param distinct whether they must be proven by different signers to count
     */
    record AtLeast(int threshold, boolean distinct, List<Requirement> of) implements Requirement {
        public AtLeast {
            of = List.copyOf(of);
            if (threshold < 1 || threshold > of.size()) {
                throw new IllegalArgumentException(threshold + " of " + of.size());
            }
        }
    }

    /** A signature with a key, or with a short-lived certificate. */
    record Sigstore(SigstoreRule rule) implements Requirement {}

    /** A tag in a Notary v1 repository. */
    record Notary(NotaryRule rule) implements Requirement {}

    /** A signature of the Notary Project. */
    record Notation(NotationRule rule) implements Requirement {}

    /** A digest in the YAML or in the lock: these bytes and no others, from whomever. */
    record Pinned() implements Requirement {}

    /** Nothing, and why. */
    record Accept(String reason) implements Requirement {}

    /** Nothing will do. */
    record Reject() implements Requirement {}

    /** The rules for Sigstore signatures in here. */
    default Stream<SigstoreRule> sigstoreRules() {
        if (this instanceof AtLeast group) {
            return group.of().stream().flatMap(Requirement::sigstoreRules);
        }
        return this instanceof Sigstore sigstore ? Stream.of(sigstore.rule()) : Stream.empty();
    }
}
