package dev.slipway.spec;

import dev.slipway.problem.Problem;

/** A text that breaks the grammar of its key. */
public final class MalformedValue extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedValue(String kind, String text, String what, String next) {
        super(Fault.USER, kind + " '" + text + "'", what, next);
    }
}
