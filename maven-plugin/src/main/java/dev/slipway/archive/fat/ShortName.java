package dev.slipway.archive.fat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name of eight and three characters (section 6.1 and, for its making from a long name, 7.4).
 *
 * @param base up to 8 characters
 * @param extension up to 3 characters
 */
record ShortName(String base, String extension) {
    static final ShortName DOT = new ShortName(".", "");
    static final ShortName DOT_DOT = new ShortName("..", "");

    static final int BASE = 8;
    static final int EXTENSION = 3;
    private static final String ALLOWED = "A-Z0-9$%'_@~`!(){}^#&-";
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^" + ALLOWED + "]");
    private static final Pattern PLAIN =
            Pattern.compile("[" + ALLOWED + "]{1," + BASE + "}(\\.[" + ALLOWED + "]{1," + EXTENSION + "})?");

    /** Whether a name, but for its case, is a short name already. */
    static boolean fits(String name) {
        return PLAIN.matcher(name.toUpperCase(Locale.ROOT)).matches() && isAscii(name);
    }

    /** The short name of a name that {@linkplain #fits fits}. */
    static ShortName of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        int dot = upper.lastIndexOf('.');
        return dot < 0 ? new ShortName(upper, "") : new ShortName(upper.substring(0, dot), upper.substring(dot + 1));
    }

    /**
     * A short name for one that does not fit: its start and a number that makes it differ from those taken.
     *
     * @param numbers the last number for each start: those before it are taken, and need not be tried for every one of many names
     */
    static ShortName unlike(Set<ShortName> taken, Map<ShortName, Integer> numbers, String name) {
        String stripped = name.replace(" ", "").replaceFirst("^\\.+", "");
        int dot = stripped.lastIndexOf('.');
        String base = mapped(dot < 0 ? stripped : stripped.substring(0, dot));
        String extension = cut(mapped(dot < 0 ? "" : stripped.substring(dot + 1)), EXTENSION);
        ShortName start = new ShortName(cut(base, BASE - "~1".length()), extension);
        int number = numbers.getOrDefault(start, 0);
        ShortName candidate;
        do {
            number++;
            candidate = numbered(base, extension, number);
        } while (taken.contains(candidate));
        numbers.put(start, number);
        return candidate;
    }

    private static ShortName numbered(String base, String extension, int number) {
        String tail = "~" + number;
        return new ShortName(cut(base, BASE - tail.length()) + tail, extension);
    }

    private static String mapped(String text) {
        return NOT_ALLOWED
                .matcher(text.toUpperCase(Locale.ROOT).replace(".", ""))
                .replaceAll("_");
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** As people write it, {@code BOOTX64.EFI}. */
    String text() {
        return extension.isEmpty() ? base : base + "." + extension;
    }

    byte[] bytes() {
        String padded =
                base + " ".repeat(BASE - base.length()) + extension + " ".repeat(EXTENSION - extension.length());
        return padded.getBytes(StandardCharsets.US_ASCII);
    }

    /** What ties long name entries to their short one (section 7.2). */
    byte checksum() {
        int sum = 0;
        for (byte b : bytes()) {
            sum = (sum >>> 1 | (sum & 1) << 7) + (b & 0xff) & 0xff;
        }
        return (byte) sum;
    }
}
