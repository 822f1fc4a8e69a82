package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;

/** The first program of the system is there and cannot run: the kernel would panic. */
public final class SystemCannotStart extends Problem {
    private static final long serialVersionUID = 1L;

    SystemCannotStart(Place place, String path, String complaint) {
        super(
                Fault.USER,
                place.toString(),
                "'/" + path + "', with which the system starts, is " + complaint,
                "The kernel would stop with a panic. Correct the file, or use an image for the right platform.");
    }
}
