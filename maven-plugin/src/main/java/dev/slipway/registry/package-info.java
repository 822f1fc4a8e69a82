/**
 * Images from registries (OCI distribution-spec): the only place that speaks to one.
 *
 * <p>May import {@code oci}, {@code content}, {@code problem}. Invariants: no byte is handed out unverified, no secret is in a
 * message, and credentials go to no other host than the one they are for.
 */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;
