package dev.slipway.spec.container;

import dev.slipway.yaml.Suggestion;
import dev.slipway.yaml.ValueReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Annotations that the init package obeys: how a service is started, stopped and started again. They are annotations and not keys,
 * because LinuxKit accepts annotations that it does not know.
 */
public final class ServiceAnnotations {
    /** How the name of each begins. */
    public static final String PREFIX = "dev.slipway.";

    /** Names of the services that have to be started, and ready, before this one. */
    public static final String AFTER = PREFIX + "after";

    /** An hour: longer than anybody waits for a machine to go down. */
    private static final int MAX_SECONDS = 3600;

    private static final int MAX_PORT = 65535;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final SortedMap<String, Consumer<ValueReader>> CHECKS = new TreeMap<>(Map.of(
            AFTER,
            ServiceAnnotations::checkAfter,
            PREFIX + "ready",
            ServiceAnnotations::checkReady,
            PREFIX + "ready-timeout",
            ServiceAnnotations::checkSeconds,
            PREFIX + "restart",
            value -> value.oneOf(words("no", "on-failure", "always")),
            PREFIX + "stop-timeout",
            ServiceAnnotations::checkSeconds));

    private ServiceAnnotations() {}

    /** Reads all annotations of a container; those of others are free. */
    static @Nullable SortedMap<String, String> read(@Nullable ValueReader value) {
        if (value == null) {
            return null;
        }
        SortedMap<String, String> all = value.textMap();
        if (all == null) {
            return null;
        }
        SortedMap<String, ValueReader> values = value.map(each -> each);
        if (values != null) {
            // A value that is no text has been refused by then.
            all.keySet().stream().filter(ServiceAnnotations::isOurs).forEach(name -> check(name, values.get(name)));
        }
        return all;
    }

    /** True for the name of an annotation that the init package obeys. */
    public static boolean isOurs(String name) {
        return name.startsWith(PREFIX);
    }

    /** The names that {@link #AFTER} lists. */
    public static List<String> names(@Nullable String after) {
        return after == null
                ? List.of()
                : Arrays.stream(after.split("[,\\s]"))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private static void check(String name, @Nullable ValueReader value) {
        if (value != null) {
            CHECKS.getOrDefault(name, unknown -> refuseName(unknown, name)).accept(value);
        }
    }

    private static void refuseName(ValueReader value, String name) {
        value.refuse(
                "there is no annotation '" + name + "'",
                Suggestion.of(name, CHECKS.keySet())
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Those of Slipway are: " + String.join(", ", CHECKS.keySet())));
    }

    private static void checkAfter(ValueReader value) {
        String text = value.text();
        if (text != null && names(text).isEmpty()) {
            value.refuse("there is no name in it", "Write names of services with commas between them: database,cache");
        }
    }

    private static void checkReady(ValueReader value) {
        String text = value.text();
        if (text != null && !isCheck(text)) {
            value.refuse(
                    "'" + text + "' is not a check of readiness",
                    "Write port: with 1 to 65535, file: with an absolute path, or command: with a program of the container:"
                            + " port:80, file:/run/ready, command:/bin/check --quick");
        }
    }

    private static boolean isCheck(String text) {
        int colon = text.indexOf(':') + 1;
        String rest = text.substring(colon);
        return switch (text.substring(0, colon)) {
            case "port:" -> isNumber(rest, 1, MAX_PORT);
            case "file:" -> rest.startsWith("/");
            case "command:" -> !rest.isBlank();
            default -> false;
        };
    }

    private static void checkSeconds(ValueReader value) {
        String text = value.text();
        if (text != null && !isNumber(text, 0, MAX_SECONDS)) {
            value.refuse(
                    "'" + text + "' is not a number of seconds from 0 to " + MAX_SECONDS,
                    "Write digits alone, in quotes: \"10\"");
        }
    }

    private static boolean isNumber(String text, int min, int max) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private static Map<String, String> words(String... words) {
        return Stream.of(words).collect(Collectors.toMap(word -> word, word -> word));
    }
}
