/**
 * Settings of the machine for connections: proxies and further certificate authorities.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: a setting that cannot be used is refused before anything is sent.
 */
@NullMarked
package dev.slipway.registry.http.settings;

import org.jspecify.annotations.NullMarked;
