/**
 * The user's key that signs unified kernel images: from PEM, PKCS#12 or a PKCS#11 token, or a signature that was made elsewhere.
 *
 * <p>May import {@code archive.pe}, {@code der}, {@code environment}, {@code project}, {@code trust.crypto},
 * {@code content} and {@code problem}. Invariant: no password and no private key is ever in a message or in a file.
 */
@NullMarked
package dev.slipway.signing;

import org.jspecify.annotations.NullMarked;
