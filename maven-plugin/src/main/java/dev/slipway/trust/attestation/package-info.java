/**
 * Signed statements: the DSSE envelope, in-toto statements and SLSA provenance.
 *
 * <p>May import {@code trust.evidence}, {@code json} and {@code trust.crypto}. Invariant: a claim is looked at only after the
 * signature over its exact bytes was checked.
 */
@NullMarked
package dev.slipway.trust.attestation;

import org.jspecify.annotations.NullMarked;
