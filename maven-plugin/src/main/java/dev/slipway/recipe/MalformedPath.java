package dev.slipway.recipe;

import dev.slipway.problem.Problem;

/** A path that leads to no place it may lead to. */
final class MalformedPath extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedPath(String path, String why, String next) {
        super(Fault.USER, "path '" + path + "'", why, next);
    }
}
