package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;

/** A file of the building machine that the YAML names is not there. */
public final class SourceFileMissing extends Problem {
    private static final long serialVersionUID = 1L;

    SourceFileMissing(Place place, String path) {
        super(
                Fault.USER,
                place.toString(),
                "there is no file '" + path + "'",
                "A relative path starts at the folder of the YAML file, or at slipway.sources. If the file may be missing, add:  optional: true");
    }
}
