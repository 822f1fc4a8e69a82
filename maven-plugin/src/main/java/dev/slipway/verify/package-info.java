/**
 * Where the trust policy meets the registry: asks for the evidence that {@link dev.slipway.trust.TrustCheck} judges.
 *
 * <p>May import {@code environment}, {@code images}, {@code lock}, {@code oci}, {@code oci.reference}, {@code project},
 * {@code registry}, {@code spec}, {@code spec.container}, {@code store}, {@code trust}, {@code trust.evidence},
 * {@code trust.notary}, {@code trust.policy}, {@code content} and {@code problem}. Invariant: an image that the policy does not
 * allow is never handed on.
 */
@NullMarked
package dev.slipway.verify;

import org.jspecify.annotations.NullMarked;
