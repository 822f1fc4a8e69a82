package dev.slipway.archive.iso9660;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the primary tree: d-characters, a file name and an extension of 30 characters together, 31 for a directory (ECMA-119,
 * 7.5, 7.6 and 10.3). Firmware and old readers see them; all others see Rock Ridge or Joliet.
 */
final class PrimaryNames implements Names {
    private static final int FILE_LENGTH = 30;
    private static final int EXTENSION_LENGTH = 8;
    private static final int DIRECTORY_LENGTH = 31;
    private static final Pattern NOT_D_CHARACTER = Pattern.compile("[^A-Z0-9_]");

    @Override
    public String file(String name, Set<String> taken) {
        // The dot of a hidden file starts no extension.
        int dot = name.lastIndexOf('.');
        String extension = dot <= 0 ? "" : Names.cut(mapped(name.substring(dot + 1)), EXTENSION_LENGTH);
        int room = FILE_LENGTH - extension.length();
        String base = mapped(dot <= 0 ? name : name.substring(0, dot));
        return free(taken, suffix -> Names.cut(base, room - suffix.length()) + suffix + "." + extension);
    }

    @Override
    public String directory(String name, Set<String> taken) {
        String mapped = mapped(name);
        return free(taken, suffix -> Names.cut(mapped, DIRECTORY_LENGTH - suffix.length()) + suffix);
    }

    /** Readers drop a dot at the end, so a file and a directory may not differ by it alone. */
    @Override
    public String key(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    // Only ASCII letters have their upper case here; all else becomes an underscore, one for each code point.
    private static String mapped(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints().forEach(c -> ascii.append(c < 0x80 ? (char) c : '_'));
        return NOT_D_CHARACTER
                .matcher(ascii.toString().toUpperCase(Locale.ROOT))
                .replaceAll("_");
    }

    @Override
    public byte[] fileIdentifier(String name) {
        return (name + ";1").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] directoryIdentifier(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** File name, then extension, the shorter filled up with blanks: a blank is less than any d-character, like the end of a text. */
    @Override
    public Comparator<String> order() {
        return Comparator.comparing(PrimaryNames::base).thenComparing(PrimaryNames::extension);
    }

    private static String base(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String extension(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
