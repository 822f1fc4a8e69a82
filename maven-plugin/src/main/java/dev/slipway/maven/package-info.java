/**
 * Maven's API as Slipway's own values: session and settings, artifacts, modules of the reactor, the log, transfers.
 *
 * <p>May import {@code environment}, {@code project}, {@code content} and {@code problem}. Invariant: nothing here decides what
 * a goal does.
 */
@NullMarked
package dev.slipway.maven;

import org.jspecify.annotations.NullMarked;
