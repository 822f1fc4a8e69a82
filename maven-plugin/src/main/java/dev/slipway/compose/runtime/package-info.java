/**
 * What a container gets when it starts: {@code config.json} and {@code runtime.json}, with mounts, devices, capabilities and
 * namespaces.
 *
 * <p>May import {@code oci}, {@code spec.container}, {@code spec.metadata}, {@code tree}, {@code content} and {@code problem}.
 * Invariant: the bytes are those that LinuxKit writes.
 */
@NullMarked
package dev.slipway.compose.runtime;

import org.jspecify.annotations.NullMarked;
