/**
 * The meaning of LinuxKit YAML: a strict model in which every wrong value was refused with its place.
 *
 * <p>May import {@code oci}, {@code spec.container}, {@code yaml}, {@code content} and {@code problem}. Invariant: what a
 * {@link dev.slipway.spec.LinuxKit} holds has been checked as far as that is possible without the images.
 */
@NullMarked
package dev.slipway.spec;

import org.jspecify.annotations.NullMarked;
