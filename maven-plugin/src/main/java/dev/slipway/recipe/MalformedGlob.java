package dev.slipway.recipe;

import dev.slipway.problem.Problem;

/** A text that should be a pattern over paths and is none. */
public final class MalformedGlob extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedGlob(String text, String why) {
        super(
                Fault.USER,
                "pattern '" + text + "'",
                why,
                "Write a path; '*' stands for characters of one segment, '?' for one, '**' as a segment of its own for any depth.");
    }
}
