package dev.slipway.problem;

import java.util.regex.Pattern;

/** A word of a command that a message recommends, quoted if a shell would take it apart. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\\\~-]+");

    /** What means something to a POSIX shell between double quotes. */
    private static final Pattern SPECIAL = Pattern.compile("[\"$`\\\\!]");

    private ShellWord() {}

    /** Double quotes where they do, because Windows knows no others. */
    public static String of(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return SPECIAL.matcher(text).find() ? "'" + text.replace("'", "'\\''") + "'" : '"' + text + '"';
    }
}
