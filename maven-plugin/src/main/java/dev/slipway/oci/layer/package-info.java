/**
 * Layers of an image: what stands in them and where, and what comes out when they are unpacked over one another (OCI
 * image-spec, "Image Layer Filesystem Changeset").
 *
 * <p>May import {@code archive}, {@code archive.tar}, {@code tree}, {@code content} and {@code problem}. Invariant: a layer's
 * bytes are read as a whole only once; afterwards each file is found by its index and verified by its own digest.
 */
@NullMarked
package dev.slipway.oci.layer;

import org.jspecify.annotations.NullMarked;
