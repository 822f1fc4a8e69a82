package dev.slipway.spec.container;

import dev.slipway.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code tmpfs}, {@code destination[:option,option]}.
 *
 * @param options null if there is no second field
 */
public record Tmpfs(String destination, @Nullable List<String> options) {
    /** @throws Problem if it has more than two fields */
    public static Tmpfs parse(String text) {
        String[] fields = text.split(":", -1);
        if (fields.length > 2) {
            throw Problem.user(
                    "tmpfs '" + text + "'",
                    "there is more than one ':' in it",
                    "Write destination or destination:option,option");
        }
        if (fields[0].isEmpty()) {
            throw Problem.user("tmpfs '" + text + "'", "the destination is missing", "Write a path such as /tmp");
        }
        return new Tmpfs(fields[0], fields.length == 2 ? Arrays.asList(fields[1].split(",", -1)) : null);
    }

    public Tmpfs {
        options = options == null ? null : List.copyOf(options);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return destination + (options == null ? "" : ":" + String.join(",", options));
    }
}
