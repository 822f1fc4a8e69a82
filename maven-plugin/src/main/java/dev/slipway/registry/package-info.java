/**
 * Images from registries (OCI distribution-spec): the only place that speaks to one.
 *
 * <p>May import {@code json}, {@code oci}, {@code oci.reference}, {@code registry.http}, {@code registry.http.header}, {@code
 * registry.http.settings}, {@code registry.login}, {@code content} and {@code problem}. Invariants: no byte is handed out
 * unverified, no secret is in a message, and credentials go to the host they are for and, if that one names a token server on
 * another host over https, to it: as with Docker, and it is logged.
 */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;
