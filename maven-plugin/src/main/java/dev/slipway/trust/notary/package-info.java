/**
 * Notary v1, which is Docker Content Trust: The Update Framework as docker/notary 0.7 speaks it.
 *
 * <p>May import {@code json}, {@code oci}, {@code trust.crypto}, {@code trust.evidence}, {@code content} and {@code problem}.
 * Invariant: metadata counts only after enough different keys signed its canonical form, in its time, and not older than what
 * was seen before.
 */
@NullMarked
package dev.slipway.trust.notary;

import org.jspecify.annotations.NullMarked;
