/**
 * Writes a file whole or not at all, and knows it again: staged outputs, the held output folder, records.
 *
 * <p>May import {@code environment}, {@code store}, {@code content} and {@code problem}. Invariant: a file that a record names is
 * as it was left, or its goal runs again.
 */
@NullMarked
package dev.slipway.incremental;

import org.jspecify.annotations.NullMarked;
