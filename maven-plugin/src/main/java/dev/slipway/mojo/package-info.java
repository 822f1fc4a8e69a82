/**
 * Maven's face: parameters in, artifacts out, settings and log handed on.
 *
 * <p>May import the goals and what they take, {@code content} and {@code problem}, and alone sees {@code org.apache.maven}. Invariant: a mojo is
 * a form; what it does is one call.
 */
@NullMarked
package dev.slipway.mojo;

import org.jspecify.annotations.NullMarked;
