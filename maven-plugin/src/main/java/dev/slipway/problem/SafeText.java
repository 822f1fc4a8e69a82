package dev.slipway.problem;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes text safe to print. Names in archives, answers of registries and addresses in settings were written by
 * others: none of them may steer a terminal, pretend to be a line of the log, or show a password.
 */
public final class SafeText {
    private static final String SCHEME_END = "://";
    private static final String HIDDEN = "***";

    private SafeText() {}

    /** Text of several lines: control, format and bidi characters become visible ({@code \u005cu001b}), passwords of addresses go. */
    public static String of(String text) {
        return visible(withoutUserInfo(text), true);
    }

    /** Text of one line: a line break becomes visible too. */
    public static String line(String text) {
        return visible(withoutUserInfo(text), false);
    }

    /** An address without user, password and query, which may be a signature. */
    public static String address(URI address) {
        String path = address.getRawPath();
        return line(address.getScheme() + SCHEME_END + server(address) + (path == null ? "" : path));
    }

    /** An address as somebody has written it, sound or not: whatever may be user and password in it is hidden. */
    public static String writtenAddress(String text) {
        int at = text.lastIndexOf('@');
        int scheme = text.indexOf(SCHEME_END);
        String start = scheme < 0 || scheme > at ? "" : text.substring(0, scheme + SCHEME_END.length());
        return at < 0 ? text : start + HIDDEN + text.substring(at);
    }

    /** Host and port of an address, without user and password. */
    public static String server(URI address) {
        String authority = address.getRawAuthority();
        return authority == null ? "" : line(authority.substring(authority.lastIndexOf('@') + 1));
    }

    /** The same failure, or a copy of it if its message or one below it is not safe: Maven prints them all. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        return isSafe(failure) ? failure : copy(failure);
    }

    private static boolean isSafe(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && !of(message).equals(message)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Throwable copy(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable copy = new SafeCopy(of(failure.toString()), copy(failure.getCause()));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static String visible(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length());
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int character = text.codePointAt(i);
            next = i + Character.charCount(character);
            if (isPlain(character, lines)) {
                safe.appendCodePoint(character);
            } else {
                text.substring(i, next)
                        .chars()
                        .forEach(each -> safe.append(String.format(Locale.ROOT, "\\u%04x", each)));
            }
        }
        return safe.toString();
    }

    private static boolean isPlain(int character, boolean lines) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\t' || (lines && character == '\n');
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }

    private static String withoutUserInfo(String text) {
        int scheme = text.indexOf(SCHEME_END);
        if (scheme < 0 || text.indexOf('@', scheme) < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        int done = 0;
        while (scheme >= 0) {
            int start = scheme + SCHEME_END.length();
            int userInfo = endOfUserInfo(text, start);
            safe.append(text, done, start).append(userInfo > start ? HIDDEN : "");
            done = Math.max(userInfo, start);
            scheme = text.indexOf(SCHEME_END, done);
        }
        return safe.append(text, done, text.length()).toString();
    }

    /** Where the at sign stands that ends user and password; -1 if there are none. */
    private static int endOfUserInfo(String text, int start) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "'\"<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String address = text.substring(start, end);
        int slash = address.indexOf('/');
        String authority = slash < 0 ? address : address.substring(0, slash);
        int at = authority.lastIndexOf('@');
        if (at < 0 && hasPassword(authority)) {
            // A slash in the password that nobody has encoded.
            at = address.lastIndexOf('@');
        }
        return at < 0 ? -1 : start + at;
    }

    /** What stands behind a colon and is no port. */
    private static boolean hasPassword(String authority) {
        int colon = authority.indexOf(':');
        return colon > 0
                && !authority.startsWith("[")
                && !authority.substring(colon + 1).chars().allMatch(each -> each >= '0' && each <= '9');
    }

    private static final class SafeCopy extends Exception {
        private static final long serialVersionUID = 1L;

        SafeCopy(String text, @Nullable Throwable cause) {
            super(text, cause);
        }

        /** The text begins with the name of the original's class. */
        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
