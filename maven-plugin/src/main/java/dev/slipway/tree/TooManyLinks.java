package dev.slipway.tree;

import dev.slipway.problem.Problem;

/** Symbolic links that lead to one another (path_resolution(7), ELOOP). */
public final class TooManyLinks extends Problem {
    private static final long serialVersionUID = 1L;

    TooManyLinks(String path) {
        super(
                Fault.USER,
                "path '" + path + "'",
                "its symbolic links point at each other and never lead to a directory",
                "Check the links among its parent directories.");
    }
}
