/**
 * The nouns of the OCI image specification: references, platforms, descriptors, indexes, manifests, configs, layouts and
 * layers.
 *
 * <p>May import {@code json}, {@code content} and {@code problem}. Invariant: pure; what is hashed is always the bytes as they
 * came, never a document written again.
 */
@NullMarked
package dev.slipway.oci;

import org.jspecify.annotations.NullMarked;
