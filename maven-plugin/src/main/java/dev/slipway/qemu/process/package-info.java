/**
 * The process of a guest and the folder of its run.
 *
 * <p>May import {@code environment}, {@code store}, {@code content} and {@code problem}. Invariant: no guest outlives the Java process by more than one further start.
 */
@NullMarked
package dev.slipway.qemu.process;

import org.jspecify.annotations.NullMarked;
