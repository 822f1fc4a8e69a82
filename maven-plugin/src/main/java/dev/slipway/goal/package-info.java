/**
 * The goals that read a project and write its system or its lock, one class each. {@link dev.slipway.goal.BuildSystem} is the
 * one for all goals that write a system.
 *
 * <p>May import {@code environment}, {@code images}, {@code incremental}, {@code lock}, {@code oci}, {@code oci.reference},
 * {@code output.format}, {@code project}, {@code result}, {@code spec}, {@code spec.container}, {@code system},
 * {@code trust}, {@code verify}, {@code content} and {@code problem}. Invariant: a goal that fails has changed no output.
 */
@NullMarked
package dev.slipway.goal;

import org.jspecify.annotations.NullMarked;
