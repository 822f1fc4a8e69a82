/**
 * Sigstore bundles, verified without the network (Sigstore client specification, section 4).
 *
 * <p>Our own verifier on the JDK: the newest {@code sigstore-java} on Central accepts entries of the log that were made outside
 * of the certificate's life, refuses bundles with plain keys and statements in Rekor v2, and brings 33 MB; this brings none.
 *
 * <p>May import {@code json}, {@code trust.attestation}, {@code trust.crypto}, {@code trust.evidence}, {@code content} and
 * {@code problem}. Invariant: nothing of a bundle is believed before a key of the trusted root, or the rule's own, signed it.
 */
@NullMarked
package dev.slipway.trust.sigstore;

import org.jspecify.annotations.NullMarked;
