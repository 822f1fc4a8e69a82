package dev.slipway.archive.fat;

import dev.slipway.problem.Problem;

/** Something that has no place on a FAT volume. */
public final class FatCannotHold extends Problem {
    private static final long serialVersionUID = 1L;

    FatCannotHold(String path, String what, String next) {
        super(Fault.USER, "FAT volume, '" + path + "'", what, next);
    }
}
