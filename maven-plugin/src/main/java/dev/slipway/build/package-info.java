/**
 * One class per goal. Each wires the rooms of the design for its purpose, reports events and gives a result; an immutable
 * request goes in.
 *
 * <p>May import every other package but {@code mojo}. Invariant: outputs appear by atomic move or not at all.
 */
@NullMarked
package dev.slipway.build;

import org.jspecify.annotations.NullMarked;
