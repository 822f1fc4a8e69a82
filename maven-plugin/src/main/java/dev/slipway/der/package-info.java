/**
 * Writes DER, the form of keys, certificates and signatures (ITU-T X.690).
 *
 * <p>May import {@code content} and {@code problem}, and needs neither. Invariant: pure.
 */
@NullMarked
package dev.slipway.der;

import org.jspecify.annotations.NullMarked;
