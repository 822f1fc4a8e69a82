package dev.slipway.archive.iso9660;

import dev.slipway.problem.Problem;

/** A volume identifier that the standard does not allow. */
public final class MalformedVolumeId extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedVolumeId(String text) {
        super(
                Fault.USER,
                "volume identifier '" + text + "'",
                "ECMA-119 allows 1 to 32 of the characters A-Z, 0-9 and _",
                "Write for example " + VolumeId.nearest(text) + ".");
    }
}
