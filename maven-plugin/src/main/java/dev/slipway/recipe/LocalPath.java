package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import dev.slipway.tree.PathLeavesTree;
import dev.slipway.tree.TreePath;

/** Paths of files and folders beside a recipe. */
final class LocalPath {
    private LocalPath() {}

    /**
     * The clean form of a path beside the recipe.
     *
     * @throws Problem if it is absolute, leaves the recipe's folder, or is that folder
     */
    static String clean(String path) {
        try {
            String clean = TreePath.clean(path);
            if (!path.startsWith("/") && !path.contains("\\") && path.indexOf('\0') < 0 && !clean.isEmpty()) {
                return clean;
            }
        } catch (PathLeavesTree e) {
            throw outside(path);
        }
        throw outside(path);
    }

    private static Problem outside(String path) {
        return Problem.user(
                "path '" + path + "'",
                "it is not a path below the recipe's folder",
                "Write a path relative to the recipe's folder, with '/'");
    }
}
