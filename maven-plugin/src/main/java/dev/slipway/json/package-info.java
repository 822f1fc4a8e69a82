/**
 * JSON: the one reader of what others wrote, with its limits, and the forms that we write.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: what was read has no key twice, no broken text and no more than
 * 64 levels.
 */
@NullMarked
package dev.slipway.json;

import org.jspecify.annotations.NullMarked;
