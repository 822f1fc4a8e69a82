/**
 * How failures are told: what happened, where, and what to do next.
 *
 * <p>May import nothing but the JDK. Invariant: no {@link dev.slipway.problem.Problem} exists without all three parts.
 */
@NullMarked
package dev.slipway.problem;

import org.jspecify.annotations.NullMarked;
