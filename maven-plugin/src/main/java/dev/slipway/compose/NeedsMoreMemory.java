package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;

/** The kernel could not unpack the initrd in the memory that the machine will have. */
public final class NeedsMoreMemory extends Problem {
    private static final long serialVersionUID = 1L;

    NeedsMoreMemory(Place place, String what, String next) {
        super(Fault.USER, place.toString(), what, next);
    }
}
