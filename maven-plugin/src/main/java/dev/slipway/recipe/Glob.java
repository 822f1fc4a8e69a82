package dev.slipway.recipe;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern over the paths of a tree. {@code *} stands for any characters of one segment, {@code **} for any number of whole
 * segments, none included: {@code usr/share/doc/**} is the directory {@code usr/share/doc} and all beneath. Every other
 * character stands for itself; {@code /usr/bin/[} is a file's name.
 */
public final class Glob {
    private final String text;
    private final List<String> segments;

    private Glob(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /** @throws MalformedGlob if {@code **} is not a segment of its own, or the pattern could match no path */
    public static Glob parse(String text) {
        String body = text.startsWith("/") ? text.substring(1) : text;
        String open = body.endsWith("/") ? body + "**" : body;
        List<String> segments = Arrays.asList(open.split("/", -1));
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new MalformedGlob(text, "it has the segment '" + segment + "', which no path has");
            }
            if (segment.contains("**") && !segment.equals("**")) {
                throw new MalformedGlob(text, "'**' must be a segment of its own");
            }
        }
        return new Glob(text, segments);
    }

    /** Whether a clean path fits. */
    public boolean matches(String path) {
        return matches(0, Arrays.asList(path.split("/", -1)), 0);
    }

    private boolean matches(int at, List<String> path, int from) {
        if (at == segments.size()) {
            return from == path.size();
        }
        String segment = segments.get(at);
        if (segment.equals("**")) {
            for (int next = from; next <= path.size(); next++) {
                if (matches(at + 1, path, next)) {
                    return true;
                }
            }
            return false;
        }
        return from < path.size() && fits(segment, path.get(from)) && matches(at + 1, path, from + 1);
    }

    // Greedy with one point to return to, so that no pattern takes exponential time.
    private static boolean fits(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
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
