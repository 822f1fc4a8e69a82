/**
 * What the user asked for: which bytes of the composed tree go into which file, and in which order.
 *
 * <p>May import {@code archive}, {@code archive.cpio}, {@code archive.gzip}, {@code archive.zstd}, {@code tree}, {@code content} and {@code problem}.
 * Invariant: what is written depends on values alone, never on what a cache holds.
 */
@NullMarked
package dev.slipway.output;

import org.jspecify.annotations.NullMarked;
