/**
 * Archive and compression formats, one package each; here, what tells compressed streams apart.
 *
 * <p>May import {@code archive.zstd}, {@code content} and {@code problem}. Invariant: bytes depend on the values given and on
 * nothing else.
 */
@NullMarked
package dev.slipway.archive;

import org.jspecify.annotations.NullMarked;
