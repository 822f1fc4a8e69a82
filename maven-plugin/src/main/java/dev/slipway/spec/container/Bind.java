package dev.slipway.spec.container;

import dev.slipway.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code binds}, {@code source:destination[:option,option]}.
 *
 * @param source a path, or the name of a volume
 * @param options null if there is no third field
 */
public record Bind(String source, String destination, @Nullable List<String> options) {
    /** @throws Problem if it does not have two or three fields */
    public static Bind parse(String text) {
        String[] fields = text.split(":", -1);
        if (fields.length < 2 || fields.length > 3) {
            String fault = fields.length < 2 ? "there is no ':' in it" : "there are more than two ':' in it";
            throw Problem.user("bind '" + text + "'", fault, "Write source:destination or source:destination:options");
        }
        if (fields[1].isEmpty()) {
            throw Problem.user("bind '" + text + "'", "the destination is missing", "Write source:destination");
        }
        return new Bind(fields[0], fields[1], fields.length == 3 ? Arrays.asList(fields[2].split(",", -1)) : null);
    }

    public Bind {
        options = options == null ? null : List.copyOf(options);
    }

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
