/**
 * The JSON Schemas of the files that users write, as files: a step of the plugin's own build.
 *
 * <p>May import {@code spec}, {@code recipe} and {@code trust.policy}. Invariant: a schema is made of what the readers ask for, never
 * written by hand.
 */
@NullMarked
package dev.slipway.schema;

import org.jspecify.annotations.NullMarked;
