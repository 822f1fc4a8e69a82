/**
 * What a goal has made: the names of files and artifacts, who makes which, and the result file for scripts.
 *
 * <p>May import {@code environment}, {@code incremental}, {@code json}, {@code oci}, {@code output.format}, {@code content} and
 * {@code problem}. Invariant: no two executions of a build make one file or one artifact.
 */
@NullMarked
package dev.slipway.result;

import org.jspecify.annotations.NullMarked;
