package dev.slipway.oci.layout;

import dev.slipway.problem.Problem;

/** A directory or archive that should hold an image and does not, or holds several. */
public final class LayoutDefect extends Problem {
    private static final long serialVersionUID = 1L;

    LayoutDefect(String where, String what, String next) {
        super(Fault.USER, where, what, next);
    }
}
