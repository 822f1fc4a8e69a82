package dev.slipway.trust;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.notary.NotaryState;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an image may be used, and why.
 *
 * @param image the canonical reference
 * @param digest of what was locked
 * @param rule the scope of the rule that decided, {@code default}, or {@code trust} for the YAML's section
 * @param proofs what was proven; empty if nothing was
 * @param rejection why it must not be used; null if it may
 * @param note what the report should say besides; empty if nothing
 * @param notary what must be remembered of Notary repositories, by their names
 */
public record Verdict(
        String image,
        Digest digest,
        Outcome outcome,
        String rule,
        List<Proof> proofs,
        @Nullable Rejected rejection,
        String note,
        SortedMap<String, NotaryState> notary) {
    /** How it ended. */
    public enum Outcome {
        /** Somebody trusted signed it. */
        SIGNED,
        /** Its digest is written down; nothing was proven of its origin. */
        PINNED,
        /** The policy accepts it unverified, and says why. */
        ACCEPTED,
        /** No rule asked for a proof. */
        UNVERIFIED,
        /** It must not be used. */
        REJECTED;

        /** The word of the report. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        proofs = List.copyOf(proofs);
        notary = Collections.unmodifiableSortedMap(new TreeMap<>(notary));
        if ((outcome == Outcome.REJECTED) != (rejection != null)) {
            throw new IllegalArgumentException("a rejection has a reason, and only a rejection has one");
        }
    }

    /** True unless it must not be used. */
    public boolean isAllowed() {
        return outcome != Outcome.REJECTED;
    }

    /** Why it must not be used. */
    public Optional<Rejected> rejected() {
        return Optional.ofNullable(rejection);
    }

    /** All schemes that proved something, in the order of the rule. */
    public String scheme() {
        return String.join(" + ", proofs.stream().map(Proof::scheme).distinct().toList());
    }

    /** All signers, in the order of the rule. */
    public String signer() {
        return String.join(
                "; ",
                proofs.stream()
                        .map(Proof::signer)
                        .filter(signer -> !signer.isEmpty())
                        .distinct()
                        .toList());
    }
}
