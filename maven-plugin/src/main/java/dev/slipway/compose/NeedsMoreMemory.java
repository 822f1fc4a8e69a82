package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import java.util.List;

/** The kernel could not unpack the initrd in the memory that the machine will have. */
public final class NeedsMoreMemory extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param largest what takes most of it */
    NeedsMoreMemory(Place place, long needed, long limit, List<String> largest) {
        super(
                Fault.USER,
                place.toString(),
                "the system cannot start with less than " + needed + " MiB of memory, and slipway.memoryLimit is "
                        + limit + " MiB",
                "The kernel unpacks the initrd into memory, of which files may take half. Most of it is:\n"
                        + String.join("\n", largest)
                        + "\nLeave out what is not needed, or give the machine more.");
    }
}
