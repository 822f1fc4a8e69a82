/**
 * The files of a user's project: YAML, lock, POM and local files are read here, and the lock is written.
 *
 * <p>May import {@code compose}, {@code environment}, {@code incremental}, {@code lock}, {@code oci}, {@code spec},
 * {@code tree}, {@code trust.policy}, {@code yaml}, {@code content} and {@code problem}. Invariant: a file that cannot be read
 * is named with the place that asks for it.
 */
@NullMarked
package dev.slipway.project;

import org.jspecify.annotations.NullMarked;
