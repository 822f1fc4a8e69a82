/**
 * From an image reference to a verified tree: pulls images of registries, Maven and the disk into the store, and indexes their
 * layers.
 *
 * <p>May import {@code compose}, {@code environment}, {@code incremental}, {@code lock}, {@code oci}, {@code oci.layer}, {@code oci.layout}, {@code
 * oci.reference}, {@code project}, {@code registry}, {@code registry.http.settings}, {@code registry.login}, {@code spec},
 * {@code spec.container}, {@code store}, {@code tree}, {@code content} and {@code problem}. Invariant: no byte of an image is
 * used unverified.
 */
@NullMarked
package dev.slipway.images;

import org.jspecify.annotations.NullMarked;
