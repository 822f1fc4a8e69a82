package dev.slipway.json;

import dev.slipway.problem.Problem;

/** The failures of a kind of documents. */
@FunctionalInterface
public interface JsonProblems {
    /**
     * A document that is not what it must be.
     *
     * @param where the document
     * @param what the fact, which begins with the path in the document if it is about a part of it
     */
    Problem malformed(String where, String what);

    /** A document that is longer than it can be. */
    default Problem tooLarge(String where, String what) {
        return malformed(where, what);
    }
}
