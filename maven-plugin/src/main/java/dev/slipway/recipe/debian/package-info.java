/**
 * Debian's formats: binary packages (deb(5)), versions (deb-version(7)), package indexes, and the lock of a recipe.
 *
 * <p>May import {@code yaml}, {@code content} and {@code problem}. Invariant: a {@link dev.slipway.recipe.debian.PackageLock}
 * names each package's exact bytes.
 */
@NullMarked
package dev.slipway.recipe.debian;

import org.jspecify.annotations.NullMarked;
