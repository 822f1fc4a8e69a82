/**
 * Signed statements: the DSSE envelope, in-toto statements and SLSA provenance.
 *
 * <p>May import {@code json}, {@code trust.crypto}, {@code trust.evidence}, {@code content} and {@code problem}. Invariant: a
 * claim is looked at only after the signature over its exact bytes was checked.
 */
@NullMarked
package dev.slipway.trust.attestation;

import org.jspecify.annotations.NullMarked;
