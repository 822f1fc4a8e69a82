/**
 * The system of a project: its inputs, read and verified, and the composed system that the output formats ask for their parts.
 *
 * <p>May import {@code compose}, {@code environment}, {@code images}, {@code incremental}, {@code lock},
 * {@code oci}, {@code oci.reference}, {@code output}, {@code output.format}, {@code output.iso}, {@code project}, {@code spec},
 * {@code store}, {@code tree}, {@code verify}, {@code content} and {@code problem}. Invariant: each part is made once, and only
 * when it is asked for.
 */
@NullMarked
package dev.slipway.system;

import org.jspecify.annotations.NullMarked;
