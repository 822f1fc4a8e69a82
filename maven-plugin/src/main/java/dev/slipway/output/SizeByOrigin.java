package dev.slipway.output;

import dev.slipway.content.HumanSize;
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
            return String.format(
                    Locale.ROOT, "%10s -> %10s  %s", HumanSize.of(content), HumanSize.of(compressed), name);
        }
    }

    private SizeByOrigin() {}

    /** The lines, heaviest first. */
    public static List<Line> sorted(List<Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingLong(Line::compressed).reversed().thenComparing(Line::name))
                .toList();
    }
}
