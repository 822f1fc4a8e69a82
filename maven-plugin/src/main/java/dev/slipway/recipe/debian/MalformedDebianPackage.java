package dev.slipway.recipe.debian;

import dev.slipway.problem.Problem;

/** Something that should be of Debian's making and breaks Debian's format. */
public final class MalformedDebianPackage extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedDebianPackage(String where, String what) {
        super(
                Fault.ENVIRONMENT,
                where,
                what,
                "Check the archive it came from; a correct Debian archive has no such package.");
    }
}
