/**
 * Cosign: simple signing under {@code sha256-<hex>.sig} tags, and Sigstore bundles that refer to an image.
 *
 * <p>May import {@code oci}, {@code trust.evidence}, {@code json}, {@code trust.crypto}, {@code trust.attestation}, {@code
 * trust.referrers} and {@code trust.sigstore}. Invariant: a signature counts for one digest and, where it names a repository, for
 * that repository alone.
 */
@NullMarked
package dev.slipway.trust.cosign;

import org.jspecify.annotations.NullMarked;
