/**
 * What LinuxKit's YAML means: images, volumes, containers and files become one tree, each container with the
 * {@code config.json} and {@code runtime.json} that LinuxKit would write.
 *
 * <p>May import {@code compose.program}, {@code compose.runtime}, {@code oci}, {@code oci.reference}, {@code spec},
 * {@code spec.container}, {@code spec.metadata}, {@code tree}, {@code content} and {@code problem}. Invariant:
 * {@link dev.slipway.compose.Composer} is a pure function; it opens no file, asks no clock and no network, and the same input
 * gives the same tree to the byte.
 */
@NullMarked
package dev.slipway.compose;

import org.jspecify.annotations.NullMarked;
