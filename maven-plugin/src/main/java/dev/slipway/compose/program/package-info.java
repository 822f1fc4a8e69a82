/**
 * Whether a program in a tree can start: its file, its interpreter, its libraries, and where it is looked for.
 *
 * <p>May import {@code oci}, {@code tree}, {@code content} and {@code problem}. Invariant: a complaint is made only where the
 * start is certain to fail.
 */
@NullMarked
package dev.slipway.compose.program;

import org.jspecify.annotations.NullMarked;
