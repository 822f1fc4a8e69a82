package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import java.util.regex.Pattern;

/** The mode of a file as a recipe has it: octal digits (chmod(1)). */
final class PermissionBits {
    private static final Pattern OCTAL = Pattern.compile("[0-7]{3,5}");
    private static final int MAX = 07777;

    private PermissionBits() {}

    /** @throws Problem if the text is something else than three to five octal digits up to 7777 */
    static Integer parse(String text) {
        int mode = OCTAL.matcher(text).matches() ? Integer.parseInt(text, 8) : -1;
        if (mode < 0 || mode > MAX) {
            throw Problem.user(
                    "mode '" + text + "'",
                    "these are not permission bits",
                    "Write octal digits in quotes, \"0644\" or \"1777\"");
        }
        return mode;
    }
}
