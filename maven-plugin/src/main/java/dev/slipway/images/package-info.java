/**
 * From an image reference to a verified tree: pulls images of registries, Maven and the disk into the store, and indexes their
 * layers.
 *
 * <p>May import {@code environment}, {@code project}, {@code registry}, {@code store}, {@code lock}, {@code spec}, {@code
 * compose}, {@code oci}, {@code oci.layer}, {@code tree}, {@code content} and {@code problem}. Invariant: no byte of an image is
 * used unverified.
 */
@NullMarked
package dev.slipway.images;

import org.jspecify.annotations.NullMarked;
