/**
 * Which further packages a Debian package needs (Debian Policy, chapter 7): relations, who satisfies them, and the closure.
 *
 * <p>May import {@code recipe.debian}, {@code content} and {@code problem}. Invariant: the same index and the same names give the
 * same closure, in whatever order they are named.
 */
@NullMarked
package dev.slipway.recipe.debian.dependency;

import org.jspecify.annotations.NullMarked;
