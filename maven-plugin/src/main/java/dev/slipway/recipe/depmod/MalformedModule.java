package dev.slipway.recipe.depmod;

import dev.slipway.problem.Problem;

/** A file named as a kernel module which is none. */
public final class MalformedModule extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedModule(String path, String why) {
        super(
                Fault.USER,
                path,
                "this is not a kernel module: " + why,
                "Check the package the file comes from, or leave the file out with 'exclude'.");
    }
}
