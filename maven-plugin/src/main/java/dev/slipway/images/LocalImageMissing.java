package dev.slipway.images;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** A reference names a layout or archive that is not there. */
public final class LocalImageMissing extends Problem {
    private static final long serialVersionUID = 1L;

    LocalImageMissing(String reference, Path path) {
        super(
                Fault.USER,
                reference,
                "there is nothing at " + path,
                "A relative path starts at the folder of the YAML file. Put the image there, or correct the reference.");
    }
}
