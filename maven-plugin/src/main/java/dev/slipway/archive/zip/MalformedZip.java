package dev.slipway.archive.zip;

import dev.slipway.problem.Problem;

/** A file that should be a zip and cannot be read as one. */
public final class MalformedZip extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param archive names it in failures */
    public MalformedZip(String archive, String why) {
        super(Fault.USER, archive, "this is not a zip that can be read: " + why, "Pack it again, or as a tar.");
    }
}
