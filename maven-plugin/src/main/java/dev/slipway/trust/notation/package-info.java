/**
 * Notary Project signatures (specification v1.1): JWS and COSE envelopes, trust stores, identities.
 *
 * <p>May import {@code json}, {@code oci}, {@code oci.reference}, {@code trust.crypto}, {@code trust.evidence},
 * {@code trust.referrers}, {@code content} and {@code problem}. Invariant: the level is "strict"; nothing of it can be turned
 * off but the look for revoked certificates.
 */
@NullMarked
package dev.slipway.trust.notation;

import org.jspecify.annotations.NullMarked;
