package dev.slipway.tree;

import dev.slipway.problem.Problem;

/**
 * A tree that Linux cannot have, or that is made to cost more than any real one does. It knows no archive; a reader of one says
 * which it is.
 */
public final class TreeLimitExceeded extends Problem {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    private TreeLimitExceeded(String path, String what) {
        super(Fault.USER, "path '" + shortened(path) + "'", what, "Give it a shorter path, or leave it out.");
    }

    static TreeLimitExceeded at(String path, String what) {
        return new TreeLimitExceeded(path, what);
    }

    /** The sentence with the path in it, for a failure that names the archive. */
    public String sentence() {
        return where() + " " + what();
    }

    /** The start of a path that may be very long. */
    public static String shortened(String path) {
        return path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "..";
    }
}
