/**
 * JSON of strangers: one meaning or none.
 *
 * <p>May import {@code trust.evidence}. Invariant: what was parsed has no key twice, no broken text and no more than 64 levels.
 */
@NullMarked
package dev.slipway.trust.json;

import org.jspecify.annotations.NullMarked;
