/**
 * The steps of each goal: wires the other packages, reports events and gives a result; an immutable request goes in.
 * {@link dev.slipway.build.BuildSystem} is the one for all goals that write a system.
 *
 * <p>May import every other package but {@code mojo}. Invariant: outputs appear by atomic move or not at all.
 */
@NullMarked
package dev.slipway.build;

import org.jspecify.annotations.NullMarked;
