/**
 * An immutable file tree: what a root file system holds, with no file system behind it.
 *
 * <p>May import {@code content} and {@code problem}. Invariants: paths are relative, clean and unique; every entry's parent is a
 * directory of the tree; order is by unsigned UTF-8 bytes of the path.
 */
@NullMarked
package dev.slipway.tree;

import org.jspecify.annotations.NullMarked;
