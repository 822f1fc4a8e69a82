package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;

/** A container wants to write to a volume that is read-only. */
public final class VolumeIsReadOnly extends Problem {
    private static final long serialVersionUID = 1L;

    VolumeIsReadOnly(Place place, String name) {
        super(
                Fault.USER,
                place.toString(),
                "the volume '" + name + "' is read-only, and here it is mounted for reading and writing",
                "Mount it with the option ro, or remove  readonly: true  from the volume.");
    }
}
