/**
 * Keys, signatures, certificates, timestamps: the parts of cryptography that several schemes share, on the JDK alone.
 *
 * <p>May import {@code der}, {@code trust.evidence}, {@code content} and {@code problem}. Invariant: the algorithm comes from the key, never
 * from the document that is checked; only ECDSA (P-256, P-384, P-521), RSA (2048 bits and more) and Ed25519 with SHA-2 are
 * spoken.
 */
@NullMarked
package dev.slipway.trust.crypto;

import org.jspecify.annotations.NullMarked;
