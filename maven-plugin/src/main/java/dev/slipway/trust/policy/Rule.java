package dev.slipway.trust.policy;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.problem.Place;
import dev.slipway.trust.cosign.AttestationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule for some images.
 *
 * @param attestations each of these lists holds alternatives, one of which must be proven besides
 * @param level whether the index or one platform's manifest must be signed
 * @param signedAs the name that signatures are for; null if it is the image's own
 */
public record Rule(
        Scope scope,
        Requirement requirement,
        List<List<AttestationRule>> attestations,
        Level level,
        @Nullable Scope signedAs,
        Place place) {
    /** What must be signed. */
    public enum Level {
        /** What the reference stands for: the index, if there is one. */
        INDEX,
        /** The manifest of the platform that is built. */
        PLATFORM,
        /** One of both. */
        EITHER
    }

    public Rule {
        attestations = List.copyOf(attestations);
    }

    /** The repository that signatures must be for: the image's own, or what {@code signed-as} makes of it. */
    public String signedName(ImageReference reference) {
        String name = reference.name();
        if (signedAs == null) {
            return name;
        }
        return signedAs.prefix() && scope.prefix()
                ? signedAs.name() + name.substring(scope.name().length())
                : signedAs.name();
    }
}
