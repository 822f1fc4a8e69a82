/**
 * Writing gzip (RFC 1952) in parallel, the same bytes on every machine.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: bytes depend on what was written and on nothing else, neither on threads nor on how
 * it was cut into calls; a JVM whose zlib writes other bytes writes none.
 */
@NullMarked
package dev.slipway.archive.gzip;

import org.jspecify.annotations.NullMarked;
