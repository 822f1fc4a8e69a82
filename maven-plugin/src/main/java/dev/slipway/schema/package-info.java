/**
 * The JSON Schemas of the files that users write, as files: a step of the plugin's own build.
 *
 * <p>May import {@code recipe}, {@code spec}, {@code trust.policy}, {@code content} and {@code problem}. Invariant: a schema is
 * made of what the readers ask for, never written by hand.
 */
@NullMarked
package dev.slipway.schema;

import org.jspecify.annotations.NullMarked;
