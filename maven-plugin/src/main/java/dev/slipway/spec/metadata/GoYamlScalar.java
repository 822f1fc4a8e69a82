package dev.slipway.spec.metadata;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** One text as yaml.v2's emitter writes it ({@code encode.go}, {@code emitterc.go}): style, escapes and folding. */
final class GoYamlScalar {
    private static final int BEST_WIDTH = 80;

    /** Words that yaml.v2 reads as null, a truth value or a number. */
    private static final Pattern WORDS = Pattern.compile("|~|null|Null|NULL"
            + "|y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF"
            + "|\\.nan|\\.NaN|\\.NAN|[-+]?\\.(inf|Inf|INF)|\\.[0-9]+([eE][-+]?[0-9]+)?");

    /** Numbers, less their underscores. */
    private static final Pattern NUMBERS = Pattern.compile("[-+]?([0-9]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+|0[bB][01]+"
            + "|(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?)");

    /** Times, and what other parsers take for a number to the base of 60. */
    private static final Pattern TIMES = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++(\\.[0-9_]*)?"
            + "|[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
            + "([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");

    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry(0x00, "0"),
            Map.entry(0x07, "a"),
            Map.entry(0x08, "b"),
            Map.entry(0x09, "t"),
            Map.entry(0x0A, "n"),
            Map.entry(0x0B, "v"),
            Map.entry(0x0C, "f"),
            Map.entry(0x0D, "r"),
            Map.entry(0x1B, "e"),
            Map.entry((int) '"', "\""),
            Map.entry((int) '\\', "\\"),
            Map.entry(0x85, "N"),
            Map.entry(0xA0, "_"),
            Map.entry(0x2028, "L"),
            Map.entry(0x2029, "P"));

    private final int[] text;
    private final int indent;
    private final StringBuilder out = new StringBuilder();
    private int column;

    private GoYamlScalar(String text, int indent, int column) {
        this.text = text.codePoints().toArray();
        this.indent = indent;
        this.column = column;
    }

    /**
     * @param indent of lines after the first
     * @param column at which the text begins; {@code Integer.MAX_VALUE} for a key, which stays on its line
     */
    static String print(String text, int indent, int column) {
        GoYamlScalar scalar = new GoYamlScalar(text, indent, column);
        ScalarShape shape = ScalarShape.of(scalar.text);
        boolean key = column == Integer.MAX_VALUE;
        if (text.indexOf('\n') >= 0) {
            if (shape.blockAllowed() && !key) {
                scalar.literal();
            } else {
                scalar.doubleQuoted();
            }
        } else if (isSomethingElse(text)) {
            scalar.doubleQuoted();
        } else if (shape.plainAllowed()) {
            scalar.folded(0, scalar.text.length);
        } else if (shape.singleQuotedAllowed()) {
            scalar.singleQuoted();
        } else {
            scalar.doubleQuoted();
        }
        return scalar.out.toString();
    }

    /** Whether without quotes it would be read as something else than a text. */
    private static boolean isSomethingElse(String text) {
        boolean number =
                !text.startsWith("_") && NUMBERS.matcher(text.replace("_", "")).matches();
        return number || WORDS.matcher(text).matches() || TIMES.matcher(text).matches();
    }

    private boolean foldsHere(int i, boolean afterSpace) {
        return column != Integer.MAX_VALUE && !afterSpace && column > BEST_WIDTH && text[i] == ' ';
    }

    private boolean spaceFollows(int i) {
        return i + 1 < text.length && text[i + 1] == ' ';
    }

    private void put(int c) {
        out.appendCodePoint(c);
        if (column != Integer.MAX_VALUE) {
            column++;
        }
    }

    private void newLine() {
        out.append('\n').append(" ".repeat(indent));
        column = indent;
    }

    /** Plain, or between single quotes; a space beyond the width becomes a new line unless it is at an end of the text. */
    private void folded(int first, int end) {
        boolean afterSpace = false;
        for (int i = 0; i < text.length; i++) {
            if (foldsHere(i, afterSpace) && !spaceFollows(i) && i >= first && i < end) {
                newLine();
            } else {
                if (text[i] == '\'' && first > 0) {
                    put('\'');
                }
                put(text[i]);
            }
            afterSpace = text[i] == ' ';
        }
    }

    private void singleQuoted() {
        put('\'');
        folded(1, text.length - 1);
        put('\'');
    }

    private void doubleQuoted() {
        put('"');
        boolean afterSpace = false;
        for (int i = 0; i < text.length; i++) {
            if (foldsHere(i, afterSpace) && i > 0 && i < text.length - 1) {
                newLine();
                if (spaceFollows(i)) {
                    put('\\');
                }
            } else if (text[i] == '"'
                    || text[i] == '\\'
                    || text[i] == '\n'
                    || !ScalarShape.isPrintable(text[i])
                    || ScalarShape.isBreak(text[i])) {
                escape(text[i]);
            } else {
                put(text[i]);
            }
            afterSpace = text[i] == ' ';
        }
        put('"');
    }

    private void escape(int c) {
        String name = ESCAPES.get(c);
        if (name == null) {
            name = String.format(Locale.ROOT, c <= 0xFF ? "x%02X" : c <= 0xFFFF ? "u%04X" : "U%08X", c);
        }
        put('\\');
        name.codePoints().forEach(this::put);
    }

    /** Block style; the line feed after the last line is the caller's. */
    private void literal() {
        out.append('|');
        if (text[0] == ' ' || ScalarShape.isBreak(text[0])) {
            out.append('2');
        }
        int last = text.length - 1;
        if (!ScalarShape.isBreak(text[last])) {
            out.append('-');
        } else if (last == 0 || ScalarShape.isBreak(text[last - 1])) {
            out.append('+');
        }
        boolean lineStart = true;
        out.append('\n');
        for (int i = 0; i < text.length; i++) {
            if (ScalarShape.isBreak(text[i])) {
                // The last line feed is also the end of this value.
                if (i < last) {
                    out.appendCodePoint(text[i]);
                }
                lineStart = true;
            } else {
                out.append(lineStart ? " ".repeat(indent) : "");
                lineStart = false;
                out.appendCodePoint(text[i]);
            }
        }
    }
}
