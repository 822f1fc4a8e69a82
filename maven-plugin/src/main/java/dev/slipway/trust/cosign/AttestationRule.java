package dev.slipway.trust.cosign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that must be there besides the signature.
 *
 * @param type predicate type
 * @param signer who must have made it
 * @param builders SLSA builders that are trusted; empty if anyone is
 * @param source the repository it must be built from; null if any will do
 * @param ref the branch or tag it must be built from; null if any will do
 */
public record AttestationRule(
        String type, SigstoreRule signer, List<String> builders, @Nullable String source, @Nullable String ref) {
    public AttestationRule {
        builders = List.copyOf(builders);
    }

    /** True if the claims inside are looked at. */
    boolean hasClaims() {
        return !builders.isEmpty() || source != null || ref != null;
    }
}
