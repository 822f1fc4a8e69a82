/**
 * The YAML of a system as LinuxKit prints it for {@code metadata}, in JSON and in YAML: the bytes of Go's encoders.
 *
 * <p>May import {@code spec}, {@code spec.container}, {@code content} and {@code problem}. Invariant: what is written depends
 * on the values of the YAML only.
 */
@NullMarked
package dev.slipway.spec.metadata;

import org.jspecify.annotations.NullMarked;
