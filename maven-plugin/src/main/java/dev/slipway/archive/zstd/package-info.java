/**
 * Writing zstd (RFC 8878) in parallel, the same bytes on every machine.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: bytes depend on what was written and on the pinned version of
 * zstd-jni, which brings its own library; neither on threads nor on how it was cut into calls.
 */
@NullMarked
package dev.slipway.archive.zstd;

import org.jspecify.annotations.NullMarked;
