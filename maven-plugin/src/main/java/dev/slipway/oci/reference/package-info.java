/**
 * Names of images: in a registry, in Maven, in a layout or an archive.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: equal images have equal references, whatever the spelling.
 */
@NullMarked
package dev.slipway.oci.reference;

import org.jspecify.annotations.NullMarked;
