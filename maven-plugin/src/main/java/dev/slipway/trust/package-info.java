/**
 * May these bytes be used? Policy, evidence and locked digests in; verdicts with reasons out.
 *
 * <p>{@link dev.slipway.trust.TrustCheck} asks; one package below per scheme answers. Nothing here opens a file or a
 * connection: evidence comes through {@link dev.slipway.trust.evidence.Fetcher}, time through a clock.
 *
 * <p>May import {@code json}, {@code oci}, {@code oci.reference}, {@code trust.cosign}, {@code trust.evidence},
 * {@code trust.notary}, {@code trust.notation}, {@code trust.policy}, {@code trust.referrers}, {@code content} and
 * {@code problem}. Invariant: whatever a stranger sends, the answer is a verdict.
 */
@NullMarked
package dev.slipway.trust;

import org.jspecify.annotations.NullMarked;
