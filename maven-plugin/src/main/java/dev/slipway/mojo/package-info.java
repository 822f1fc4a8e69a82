/**
 * Maven's face: parameters in, artifacts out, settings and log handed on.
 *
 * <p>May import {@code archive.pe}, {@code environment}, {@code goal}, {@code maven}, {@code output}, {@code output.format}, {@code packaging},
 * {@code project}, {@code qemu}, {@code qemu.guest}, {@code result}, {@code signing}, {@code system}, {@code content} and {@code
 * problem}. Invariant: a mojo is a form; what it does is one call.
 */
@NullMarked
package dev.slipway.mojo;

import org.jspecify.annotations.NullMarked;
