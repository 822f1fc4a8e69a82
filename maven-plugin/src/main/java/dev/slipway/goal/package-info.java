/**
 * The goals that read a project and write its system or its lock, one class each. {@link dev.slipway.goal.BuildSystem} is the one for
 * all goals that write a system.
 *
 * <p>May import {@code system}, {@code verify}, {@code images}, {@code project}, {@code result}, {@code incremental}, {@code
 * environment}, {@code lock}, {@code spec}, {@code oci}, {@code output}, {@code output.format}, {@code tree}, {@code content} and
 * {@code problem}. Invariant: a goal that fails has changed no output.
 */
@NullMarked
package dev.slipway.goal;

import org.jspecify.annotations.NullMarked;
