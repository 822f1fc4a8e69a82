/**
 * Debian's archive and this computer's APT: finds, fetches and pins packages. {@link dev.slipway.recipe.debian} reads them.
 *
 * <p>May import {@code environment}, {@code recipe}, {@code recipe.debian},
 * {@code recipe.debian.dependency}, {@code registry}, {@code content} and
 * {@code problem}. Invariant: a package has the digest that its pin names, or is not used.
 */
@NullMarked
package dev.slipway.debian;

import org.jspecify.annotations.NullMarked;
