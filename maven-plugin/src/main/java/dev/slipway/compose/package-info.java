/**
 * What LinuxKit's YAML means: images, volumes, containers and files become one tree, each container with the
 * {@code config.json} and {@code runtime.json} that LinuxKit would write.
 *
 * <p>May import {@code spec}, {@code oci}, {@code tree} and the ground. Invariant: {@link dev.slipway.compose.Composer} is a pure
 * function; it opens no file, asks no clock and no network, and the same input gives the same tree to the byte.
 */
@NullMarked
package dev.slipway.compose;

import org.jspecify.annotations.NullMarked;
