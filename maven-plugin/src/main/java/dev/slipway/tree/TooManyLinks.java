package dev.slipway.tree;

import dev.slipway.problem.Problem;

/** Symbolic links that lead to one another (path_resolution(7), ELOOP). */
public final class TooManyLinks extends Problem {
    private static final long serialVersionUID = 1L;

    TooManyLinks(String path) {
        super(
                Fault.USER,
                "path '" + path + "'",
                "the symbolic links in it lead to no directory, however long one follows them",
                "Look at the links among its parents; two of them point at each other.");
    }
}
