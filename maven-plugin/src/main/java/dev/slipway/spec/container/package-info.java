/**
 * The settings of a container, as the YAML and the label of an image say them.
 *
 * <p>May import {@code oci.reference}, {@code yaml}, {@code content} and {@code problem}. Invariant: a value that was read is
 * valid.
 */
@NullMarked
package dev.slipway.spec.container;

import org.jspecify.annotations.NullMarked;
