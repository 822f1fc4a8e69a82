/**
 * The disk cache: blobs by digest, and names for what was derived from them.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: a file below {@code blobs} was verified before it got its name, and
 * is verified again by whoever reads it. There is no shared index: any number of threads and processes may work on one store, and each
 * may be killed at any moment.
 */
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
