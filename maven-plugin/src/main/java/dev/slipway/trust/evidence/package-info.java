/**
 * The words that all schemes share: what is to be proven, where evidence comes from, what a proof and a rejection are.
 *
 * <p>May import {@code json}, {@code oci}, {@code oci.reference}, {@code content} and {@code problem}. Invariant: a verifier
 * either returns a {@link dev.slipway.trust.evidence.Proof} or throws {@link dev.slipway.trust.evidence.Rejected}; there is no
 * third way out.
 */
@NullMarked
package dev.slipway.trust.evidence;

import org.jspecify.annotations.NullMarked;
