package dev.slipway.recipe.debian;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a foreign text, none longer than a bound, and the whole not longer than another: each line is held in memory. */
public final class BoundedLines {
    /** A field of an index is one line, and the longest of Debian's have some ten thousand characters. */
    public static final int LONGEST_LINE = 1 << 20;

    /** The index of Debian's main archive has fifty million characters. */
    public static final long LONGEST_TEXT = 1L << 30;

    private final Reader text;
    private final String where;
    private final char[] buffer = new char[1 << 14];
    private int position;
    private int filled;
    private long count;

    /** @param where names the text in failures */
    public BoundedLines(Reader text, String where) {
        this.text = text;
        this.where = where;
    }

    /**
     * The next line without its end; null if there is none.
     *
     * @throws MalformedDebianPackage if the text is longer than a bound
     */
    public @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean ended = false;
        boolean begun = false;
        while (!ended && fill()) {
            begun = true;
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            if (line.length() + (position - start) > LONGEST_LINE) {
                throw new MalformedDebianPackage(where, "it has a line of more than " + LONGEST_LINE + " characters");
            }
            line.append(buffer, start, position - start);
            ended = position < filled;
            position += ended ? 1 : 0;
        }
        return begun ? withoutReturn(line) : null;
    }

    /** True if there is something in the buffer. */
    private boolean fill() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(0, text.read(buffer, 0, buffer.length));
            count += filled;
            if (count > LONGEST_TEXT) {
                throw new MalformedDebianPackage(where, "it has more than " + LONGEST_TEXT + " characters");
            }
        }
        return position < filled;
    }

    private static String withoutReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
