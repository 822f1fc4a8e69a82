/**
 * Notary Project signatures (specification v1.1): JWS and COSE envelopes, trust stores, identities.
 *
 * <p>May import {@code oci}, {@code trust.evidence}, {@code json}, {@code trust.crypto} and {@code trust.referrers}.
 * Invariant: the level is "strict"; nothing of it can be turned off but the look for revoked certificates.
 */
@NullMarked
package dev.slipway.trust.notation;

import org.jspecify.annotations.NullMarked;
