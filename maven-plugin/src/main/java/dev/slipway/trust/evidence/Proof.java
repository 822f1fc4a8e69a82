package dev.slipway.trust.evidence;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That somebody trusted vouches for an image.
 *
 * @param scheme {@code sigstore-key}, {@code notation} and so on
 * @param signer who; equal texts are one signer, however many signatures there are
 * @param signedAt the earliest time that somebody vouches for; null if nobody does
 * @param evidence digest of the document that proves it, or another name of it
 */
public record Proof(String scheme, String signer, @Nullable Instant signedAt, String evidence) {
    /** When it was signed, if that is proven. */
    public Optional<Instant> time() {
        return Optional.ofNullable(signedAt);
    }
}
