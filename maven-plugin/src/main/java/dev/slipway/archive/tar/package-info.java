/**
 * The tar format: POSIX.1-2017 {@code pax} (ustar headers with extended records), and reading of what GNU tar adds to it.
 *
 * <p>May import {@code tree}, {@code content} and {@code problem}. Invariant: each header byte written comes from our own
 * values; what is read is either understood or refused by name.
 */
@NullMarked
package dev.slipway.archive.tar;

import org.jspecify.annotations.NullMarked;
