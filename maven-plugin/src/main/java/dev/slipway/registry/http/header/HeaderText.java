package dev.slipway.registry.http.header;

import java.util.List;

/**
 * The value of a header, read from left to right (RFC 9110 5.6: tokens, quoted strings, lists). Each character is looked at once, so a
 * long value costs no more than its length, and no regular expression can recurse on it.
 */
public final class HeaderText {
    /** Longer than what any registry sends; servers themselves take 8 KiB of all headers. */
    private static final int MAX_CHARS = 8 << 10;

    /** A registry sends one or two lines of a header. */
    private static final int MAX_LINES = 16;

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final String text;
    private int position;

    public HeaderText(String text) {
        this.text = text;
    }

    /** The lines of a header that are short enough to be read. */
    public static List<String> bounded(List<String> lines) {
        return lines.stream()
                .limit(MAX_LINES)
                .filter(line -> line.length() <= MAX_CHARS)
                .toList();
    }

    public boolean isAtEnd() {
        return position == text.length();
    }

    /** The next character is this one, and is passed. */
    boolean skipOne(char wanted) {
        boolean here = !isAtEnd() && text.charAt(position) == wanted;
        position += here ? 1 : 0;
        return here;
    }

    public void skip(String characters) {
        while (!isAtEnd() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** Passes an equals sign and the blanks around it, if one comes next. */
    public boolean skipEquals() {
        int before = position;
        skip(" \t");
        if (skipOne('=')) {
            skip(" \t");
            return true;
        }
        position = before;
        return false;
    }

    /** Everything up to a character, which is passed; to the end if it does not come. */
    String until(char end) {
        int at = text.indexOf(end, position);
        int stop = at < 0 ? text.length() : at;
        String found = text.substring(position, stop);
        position = at < 0 ? stop : stop + 1;
        return found;
    }

    /** A token; empty if none comes next. */
    public String token() {
        int start = position;
        while (!isAtEnd() && isTokenCharacter(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** A value behind an equals sign: a quoted string, or what stands there up to a blank, comma or semicolon. */
    public String value() {
        if (skipOne('"')) {
            return quoted();
        }
        int start = position;
        while (!isAtEnd() && " \t,;\"".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (!isAtEnd()) {
            char next = text.charAt(position++);
            if (next == '"') {
                break;
            }
            if (next == '\\' && !isAtEnd()) {
                next = text.charAt(position++);
            }
            value.append(next);
        }
        return value.toString();
    }

    private static boolean isTokenCharacter(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || TOKEN.indexOf(each) >= 0;
    }
}
