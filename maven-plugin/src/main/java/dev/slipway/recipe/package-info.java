/**
 * What a package is made of: {@code package.yml} as a model, and the tree that follows from it.
 *
 * <p>May import {@code oci}, {@code recipe.debian}, {@code recipe.depmod}, {@code spec.container}, {@code tree}, {@code yaml},
 * {@code content} and {@code problem}. Invariant: the tree depends on the recipe, the bytes it names and the output timestamp;
 * nothing of the host shows.
 */
@NullMarked
package dev.slipway.recipe;

import org.jspecify.annotations.NullMarked;
