package dev.slipway.archive.fat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of a FAT volume (section 6.1).
 *
 * @param text 1 to 11 of A-Z, 0-9, blank, {@code -} and {@code _}; no blank at the start
 */
public record VolumeLabel(String text) {
    private static final Pattern CHARACTERS = Pattern.compile("[A-Z0-9_-][A-Z0-9 _-]{0,10}");
    private static final int BYTES = 11;

    public VolumeLabel {
        if (!CHARACTERS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a FAT volume label: '" + text + "'");
        }
    }

    byte[] bytes() {
        return (text + " ".repeat(BYTES - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
