package dev.slipway.archive.iso9660;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a volume (ECMA-119, 8.4.7).
 *
 * @param text 1 to 32 d-characters: A-Z, 0-9, {@code _}
 */
public record VolumeId(String text) {
    private static final int LENGTH = 32;
    private static final Pattern D_CHARACTERS = Pattern.compile("[A-Z0-9_]{1," + LENGTH + "}");

    /** @throws MalformedVolumeId if the text is no volume identifier */
    public VolumeId {
        if (!D_CHARACTERS.matcher(text).matches()) {
            throw new MalformedVolumeId(text);
        }
    }

    /** The allowed text that is most like the given one. */
    static String nearest(String text) {
        String mapped = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return mapped.isEmpty() ? "LINUXKIT" : mapped.substring(0, Math.min(LENGTH, mapped.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
