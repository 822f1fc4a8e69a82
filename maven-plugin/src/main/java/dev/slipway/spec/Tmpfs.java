package dev.slipway.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code tmpfs}, {@code destination[:option,option]}.
 *
 * @param options null if there is no second field
 */
public record Tmpfs(String destination, @Nullable List<String> options) {
    /** As it was written. */
    @Override
    public String toString() {
        return destination + (options == null ? "" : ":" + String.join(",", options));
    }
}
