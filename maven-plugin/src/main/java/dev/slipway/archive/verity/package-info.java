/**
 * Hash trees for dm-verity (Linux, "dm-verity").
 *
 * <p>May import {@code archive.image}, {@code content} and {@code problem}. Invariant: the same data, salt and identifier give the same tree.
 */
@NullMarked
package dev.slipway.archive.verity;

import org.jspecify.annotations.NullMarked;
