package dev.slipway.recipe;

import dev.slipway.problem.Problem;

/** A pattern of a recipe has no effect: it is misspelt, or what it meant is gone. */
public final class PatternMatchesNothing extends Problem {
    private static final long serialVersionUID = 1L;

    PatternMatchesNothing(PlacedGlob placed) {
        this(placed.where(), placed.glob().toString());
    }

    PatternMatchesNothing(String where, String pattern) {
        super(
                Fault.USER,
                where,
                "'" + pattern + "' matches no path",
                "Correct the pattern or delete it. '*' stands for characters of one segment, '?' for one, '**' for any depth.");
    }
}
