package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import java.util.regex.Pattern;

/** A text that should be permission bits and is none. */
final class MalformedMode extends Problem {
    private static final long serialVersionUID = 1L;

    private static final Pattern OCTAL = Pattern.compile("[0-7]{3,5}");
    private static final int MAX = 07777;

    private MalformedMode(String text) {
        super(
                Fault.USER,
                "mode '" + text + "'",
                "these are no permission bits",
                "Write octal digits in quotes, \"0644\" or \"1777\"");
    }

    /** The bits that octal digits stand for. */
    static Integer check(String text) {
        int mode = OCTAL.matcher(text).matches() ? Integer.parseInt(text, 8) : -1;
        if (mode < 0 || mode > MAX) {
            throw new MalformedMode(text);
        }
        return mode;
    }
}
