/**
 * Bytes and their names: digests, sized content that can be opened again, streams that verify while reading.
 *
 * <p>May import {@code problem}. Invariant: a stream handed out for a digest never reaches its end unless size and digest
 * were right.
 */
@NullMarked
package dev.slipway.content;

import org.jspecify.annotations.NullMarked;
