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
 * @param note what a reader should know besides; empty if nothing
 */
public record Proof(String scheme, String signer, @Nullable Instant signedAt, String evidence, String note) {
    /** Without a note. */
    public Proof(String scheme, String signer, @Nullable Instant signedAt, String evidence) {
        this(scheme, signer, signedAt, evidence, "");
    }

    /** When it was signed, if that is proven. */
    public Optional<Instant> time() {
        return Optional.ofNullable(signedAt);
    }
}
