/**
 * Cosign: simple signing under {@code sha256-<hex>.sig} tags, and Sigstore bundles that refer to an image.
 *
 * <p>May import {@code json}, {@code oci}, {@code oci.reference}, {@code trust.attestation}, {@code trust.evidence},
 * {@code trust.referrers}, {@code trust.sigstore}, {@code content} and {@code problem}. Invariant: a signature counts for one
 * digest and, where it names a repository, for that repository alone.
 */
@NullMarked
package dev.slipway.trust.cosign;

import org.jspecify.annotations.NullMarked;
