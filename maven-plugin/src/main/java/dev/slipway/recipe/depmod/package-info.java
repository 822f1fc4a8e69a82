/**
 * What {@code depmod} does, without a kernel and without native code: the files {@code modprobe} reads, out of the modules
 * themselves.
 *
 * <p>May import {@code archive}, {@code tree}, {@code content} and {@code problem}. Invariant: the result depends on the
 * modules and on {@code modules.order} alone.
 */
@NullMarked
package dev.slipway.recipe.depmod;

import org.jspecify.annotations.NullMarked;
