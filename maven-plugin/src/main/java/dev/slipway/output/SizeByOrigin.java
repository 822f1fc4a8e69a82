package dev.slipway.output;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the parts of an initrd weigh, heaviest first. */
public final class SizeByOrigin {
    /**
     * One part.
     *
     * @param name section and image, {@code init[1] maven:dev.slipway.packages:runc}
     * @param content bytes of its files
     * @param compressed bytes it takes in the initrd
     */
    public record Line(String name, long content, long compressed) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%10s -> %10s  %s", bytes(content), bytes(compressed), name);
        }
    }

    private SizeByOrigin() {}

    /** The lines, heaviest first. */
    public static List<Line> sorted(List<Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingLong(Line::compressed).reversed().thenComparing(Line::name))
                .toList();
    }

    /** A size for people: {@code 41.3 MB}, with powers of ten. */
    public static String bytes(long size) {
        if (size < 1000) {
            return size + " B";
        }
        double value = size;
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
