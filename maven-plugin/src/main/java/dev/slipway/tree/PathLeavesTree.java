package dev.slipway.tree;

import dev.slipway.problem.Problem;

/** A path climbs out of the root with {@code ..}. */
public final class PathLeavesTree extends Problem {
    private static final long serialVersionUID = 1L;

    PathLeavesTree(String path) {
        super(Fault.USER, "path '" + path + "'", "it leaves the root of the image", "Write a path without '..'.");
    }
}
