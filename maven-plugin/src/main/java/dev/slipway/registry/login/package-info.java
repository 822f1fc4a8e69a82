/**
 * The credentials that Docker and Podman have stored for registries.
 *
 * <p>May import {@code json}, {@code oci.reference}, {@code registry.http}, {@code content} and {@code problem}. Invariant: a
 * password is in no message.
 */
@NullMarked
package dev.slipway.registry.login;

import org.jspecify.annotations.NullMarked;
