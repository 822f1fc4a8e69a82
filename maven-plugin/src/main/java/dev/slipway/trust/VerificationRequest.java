package dev.slipway.trust;

import dev.slipway.content.Digest;
import dev.slipway.oci.Platform;
import dev.slipway.trust.evidence.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image about which a verdict is wanted.
 *
 * @param subject what will be used: the locked index or manifest
 * @param locked its digest in the lock; null if there is no lock yet
 * @param platform the manifest of the platform that is built, for rules that want that signed; null if it is not at hand
 */
public record VerificationRequest(Subject subject, @Nullable Digest locked, @Nullable PlatformSubject platform) {
    /**
     * One platform's manifest out of an index.
     *
     * @param wanted the platform that is built
     * @param actual what the image's config says it is for
     */
    public record PlatformSubject(Subject subject, Platform wanted, Platform actual) {
        /** True if the config does not contradict; a registry could serve the manifest of another platform. */
        boolean fits() {
            return wanted.os().equals(actual.os())
                    && wanted.architecture().equals(actual.architecture())
                    && (wanted.variant() == null
                            || actual.variant() == null
                            || wanted.variant().equals(actual.variant()));
        }
    }

    /** The locked digest. */
    Optional<Digest> lock() {
        return Optional.ofNullable(locked);
    }
}
