package dev.slipway.environment;

import dev.slipway.problem.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory as people write it: {@code 512M}, {@code 2G}; a number alone counts MiB, as QEMU takes it. */
public final class MemorySize {
    private static final Pattern GRAMMAR = Pattern.compile("([0-9]{1,9})([KMG]?)(i?B)?");

    private MemorySize() {}

    /** Bytes of {@code slipway.memoryLimit}. */
    public static long parse(String text) {
        return parse(text, "slipway.memoryLimit");
    }

    /**
     * Bytes.
     *
     * @param parameter whose value it is, named in failures
     * @throws Malformed if the text is something else
     */
    public static long parse(String text, String parameter) {
        Matcher size = GRAMMAR.matcher(text.strip());
        if (!size.matches()) {
            throw new Malformed(text, parameter);
        }
        int shift =
                switch (size.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 10;
                    case "G" -> 30;
                    default -> 20;
                };
        return Long.parseLong(size.group(1)) << shift;
    }

    /** The text is no amount of memory. */
    public static final class Malformed extends Problem {
        private static final long serialVersionUID = 1L;

        Malformed(String text, String parameter) {
            super(Fault.USER, parameter, "'" + text + "' is not a size", "Write a number with K, M or G: 512M, 2G.");
        }
    }
}
