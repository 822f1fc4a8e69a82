/**
 * Block images put together from pieces that know their size before they are read: what the disk formats write, and how one
 * format's image becomes a file of another.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: an image has exactly its size in bytes, whatever its pieces do,
 * and nothing of it is in memory before it is read.
 */
@NullMarked
package dev.slipway.archive.image;

import org.jspecify.annotations.NullMarked;
