package dev.slipway.content;

import java.util.List;
import java.util.Locale;

/** Sizes for people. */
public final class HumanSize {
    private HumanSize() {}

    /** {@code 41.3 MB}, with powers of ten, and the same wherever it is written. */
    public static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "";
        for (String next : List.of("kB", "MB", "GB", "TB")) {
            value /= 1000;
            unit = next;
            if (value < 999.95) {
                break;
            }
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
