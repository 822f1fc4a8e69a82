/**
 * Where registries keep signatures: tags that are named for the digest, and artifacts that refer to it.
 *
 * <p>May import {@code json}, {@code oci}, {@code trust.evidence}, {@code content} and {@code problem}. Invariant: what is
 * handed out has the digest it was asked for and refers to the image it was asked about; what a registry says besides is a
 * hint.
 */
@NullMarked
package dev.slipway.trust.referrers;

import org.jspecify.annotations.NullMarked;
