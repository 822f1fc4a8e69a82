package dev.slipway.trust.sigstore;

import dev.slipway.trust.attestation.Statement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle proved.
 *
 * @param signer identity and issuer, or the fingerprint of the key; two of one signer are equal
 * @param signedAt the earliest time that somebody vouches for; null if nobody does
 * @param statement null if the artifact itself was signed
 */
public record VerifiedBundle(String signer, @Nullable Instant signedAt, @Nullable Statement statement) {
    /** What was stated. */
    public Optional<Statement> stated() {
        return Optional.ofNullable(statement);
    }
}
