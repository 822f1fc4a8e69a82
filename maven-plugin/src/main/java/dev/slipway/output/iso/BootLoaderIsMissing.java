package dev.slipway.output.iso;

import dev.slipway.problem.Problem;

/** The boot loader package lacks what a firmware needs. */
public final class BootLoaderIsMissing extends Problem {
    private static final long serialVersionUID = 1L;

    BootLoaderIsMissing(String path, String what, String next) {
        super(Fault.USER, "boot loader package, '" + path + "'", what, next);
    }
}
