/**
 * Squashfs volumes: compressed file systems that are only read (Linux, "Squashfs 4.0 Filesystem").
 *
 * <p>May import {@code archive.image}, {@code archive.zstd}, {@code tree}, {@code content} and {@code problem}. Invariant: the same tree,
 * time and compression give the same bytes, however many threads compress; contents are never in memory as a whole.
 */
@NullMarked
package dev.slipway.archive.squashfs;

import org.jspecify.annotations.NullMarked;
