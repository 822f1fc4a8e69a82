/**
 * The goal {@code run}: boots what was built in QEMU.
 *
 * <p>May import {@code environment}, {@code oci}, {@code qemu.guest}, {@code qemu.process}, {@code store}, {@code content} and
 * {@code problem}. Invariant: no guest outlives the goal.
 */
@NullMarked
package dev.slipway.qemu;

import org.jspecify.annotations.NullMarked;
