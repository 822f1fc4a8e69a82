package dev.slipway.recipe;

import java.util.List;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * A pattern over the paths of a tree, as in the includes and excludes of every Maven plugin. {@code *} stands for any characters of one
 * segment, {@code ?} for one of them, {@code **} for any number of whole segments, none included: {@code usr/share/doc/**} is the
 * directory {@code usr/share/doc} and all beneath. Every other character stands for itself; {@code /usr/bin/[} is a file's name.
 */
public final class Glob {
    private static final String SEPARATOR = "/";

    private final String text;
    private final String pattern;
    private final List<String> segments;

    private Glob(String text, String pattern, List<String> segments) {
        this.text = text;
        this.pattern = pattern;
        this.segments = segments;
    }

    /** @throws MalformedGlob if {@code **} is not a segment of its own, or the pattern could match no path */
    public static Glob parse(String text) {
        String body = text.startsWith(SEPARATOR) ? text.substring(1) : text;
        String pattern = body.endsWith(SEPARATOR) ? body + "**" : body;
        if (pattern.startsWith(SelectorUtils.REGEX_HANDLER_PREFIX)
                || pattern.startsWith(SelectorUtils.ANT_HANDLER_PREFIX)) {
            throw new MalformedGlob(text, "a pattern is written without a prefix, and is no regular expression");
        }
        List<String> segments = List.of(pattern.split(SEPARATOR, -1));
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new MalformedGlob(text, "it has the segment '" + segment + "', which is not allowed in a path");
            }
            if (segment.contains("**") && !segment.equals("**")) {
                throw new MalformedGlob(text, "'**' must be a segment of its own");
            }
        }
        return new Glob(text, pattern, segments);
    }

    /** Whether a clean path fits. */
    public boolean matches(String path) {
        return SelectorUtils.matchPath(pattern, path, SEPARATOR, true);
    }

    /** What stands between the slashes. */
    List<String> segments() {
        return segments;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
