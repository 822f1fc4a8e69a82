/**
 * What a goal makes: the names of files and artifacts, who makes which, the way from known inputs to files in their places, and the
 * result file for scripts.
 *
 * <p>May import {@code environment}, {@code incremental}, {@code json}, {@code oci}, {@code output}, {@code output.format},
 * {@code content} and {@code problem}. Invariant: no two executions of a build make one file or one artifact.
 */
@NullMarked
package dev.slipway.result;

import org.jspecify.annotations.NullMarked;
