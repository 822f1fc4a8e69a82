package dev.slipway.archive.iso9660;

import dev.slipway.problem.Problem;

/** Something that has no place on an ISO 9660 volume. */
public final class IsoCannotHold extends Problem {
    private static final long serialVersionUID = 1L;

    IsoCannotHold(String path, String what, String next) {
        super(Fault.USER, "ISO image, '" + path + "'", what, next);
    }
}
