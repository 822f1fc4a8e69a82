package dev.slipway.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code binds}, {@code source:destination[:option,option]}.
 *
 * @param source a path, or the name of a volume
 * @param options null if there is no third field
 */
public record Bind(String source, String destination, @Nullable List<String> options) {
    /** True if the source is not a path: it names a volume. */
    public boolean namesVolume() {
        return !source.startsWith("/");
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source + ":" + destination + (options == null ? "" : ":" + String.join(",", options));
    }
}
