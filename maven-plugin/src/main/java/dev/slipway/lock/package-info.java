/**
 * The exact inputs: which digest each reference of the YAML stands for, as a text that is committed and reviewed.
 *
 * <p>May import {@code oci}, {@code oci.reference}, {@code spec}, {@code spec.container}, {@code trust.notary}, {@code yaml},
 * {@code content} and {@code problem}. Invariant: a pin changes only when its owner asks for it.
 */
@NullMarked
package dev.slipway.lock;

import org.jspecify.annotations.NullMarked;
