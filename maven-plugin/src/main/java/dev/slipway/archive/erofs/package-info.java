/**
 * EROFS volumes: file systems that are only read (Linux, "EROFS - Enhanced Read-Only File System").
 *
 * <p>May import {@code archive.image}, {@code tree}, {@code content} and {@code problem}. Invariant: pure; every place is known before a
 * content is read, and the same tree, time and identifier give the same bytes.
 */
@NullMarked
package dev.slipway.archive.erofs;

import org.jspecify.annotations.NullMarked;
