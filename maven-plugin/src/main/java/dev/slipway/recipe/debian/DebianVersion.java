package dev.slipway.recipe.debian;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's version, {@code [epoch:]upstream[-revision]}, in the order of deb-version(7). Two texts may be equal in that order
 * ({@code 1.0} and {@code 1.00}); then their characters decide, so that the order agrees with {@code equals}.
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
    /** Debian's longest have some fifty characters. Each comparison reads all of them. */
    private static final int LONGEST = 1000;

    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,9}):)?([0-9A-Za-z.+~-]*?[0-9A-Za-z.+~])(?:-([0-9A-Za-z.+~]+))?");

    public DebianVersion {
        if (!isVersion(text)) {
            throw new MalformedDebianPackage("version '" + text + "'", "this is not a Debian version");
        }
    }

    /** Whether a text is a version. */
    static boolean isVersion(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(DebianVersion other) {
        int order = order(other);
        return order == 0 ? text.compareTo(other.text) : order;
    }

    /** The order of deb-version(7) alone, in which {@code 1.0}, {@code 1.00} and {@code 1.0-0} are equal: relations mean this one. */
    public int order(DebianVersion other) {
        Matcher a = matched();
        Matcher b = other.matched();
        int order = Integer.compare(epoch(a), epoch(b));
        if (order == 0) {
            order = comparePart(a.group(2), b.group(2));
        }
        if (order == 0) {
            order = comparePart(revision(a), revision(b));
        }
        return order;
    }

    private Matcher matched() {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked by the constructor");
        }
        return matcher;
    }

    private static int epoch(Matcher matcher) {
        return matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    }

    private static String revision(Matcher matcher) {
        return matcher.group(3) == null ? "" : matcher.group(3);
    }

    // Non-digits by weight, then digits by value, in turn (deb-version(7), "Sorting algorithm").
    private static int comparePart(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isText(a, i) || isText(b, j)) {
                int order = Integer.compare(weight(a, i), weight(b, j));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean isText(String text, int at) {
        return at < text.length() && !isDigit(text.charAt(at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    // A tilde sorts before the end of a part, letters before all else.
    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return Character.isLetter(c) ? c : c + 256;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, String b) {
        String x = withoutLeadingZeros(a);
        String y = withoutLeadingZeros(b);
        return x.length() == y.length() ? x.compareTo(y) : Integer.compare(x.length(), y.length());
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    @Override
    public String toString() {
        return text;
    }
}
