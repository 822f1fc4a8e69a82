package dev.slipway.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Types of plain scalars, by the rules of yaml.v3 (LinuxKit's parser), which are YAML 1.2 core with leading-zero octals. */
enum ScalarType {
    TEXT,
    INTEGER,
    FLOAT,
    BOOLEAN,
    NULL;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern FLOATS = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** Characters of a number. Reading a longer one takes the square of its length, and none is meant as one. */
    private static final int MAX_NUMBER = 400;

    /** The type of a scalar written without quotes and without a tag. */
    static ScalarType ofPlain(String text) {
        if (text.length() > MAX_NUMBER) {
            return TEXT;
        }
        if (NULLS.contains(text)) {
            return NULL;
        }
        if (BOOLEANS.contains(text)) {
            return BOOLEAN;
        }
        if (integer(text).isPresent()) {
            return INTEGER;
        }
        // An underscore may stand between digits, but a number does not begin with one.
        boolean isFloat =
                !text.startsWith("_") && FLOATS.matcher(text.replace("_", "")).matches();
        return isFloat ? FLOAT : TEXT;
    }

    /** The value of an integer: decimal, {@code 0x}, {@code 0b}, {@code 0o}, or octal after a leading zero. */
    static Optional<BigInteger> integer(String text) {
        if (text.isEmpty() || text.length() > MAX_NUMBER || "+-0123456789".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = radix(digits.toLowerCase(Locale.ROOT));
        digits = digits.substring(radix == 10 ? 0 : radix == 8 && !digits.matches("0[oO].*") ? 1 : 2);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(digits, radix);
        return Optional.of(negative ? value.negate() : value);
    }

    private static int radix(String digits) {
        if (digits.startsWith("0x")) {
            return 16;
        }
        if (digits.startsWith("0b")) {
            return 2;
        }
        return digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
    }

    String described(String text) {
        return switch (this) {
            case TEXT ->
                "the text '" + text.lines().findFirst().orElse("") + "'" + (text.indexOf('\n') >= 0 ? ".." : "");
            case INTEGER, FLOAT -> "the number " + text;
            case BOOLEAN -> text;
            case NULL -> "nothing";
        };
    }
}
