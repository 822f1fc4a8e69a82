package dev.slipway.project;

import dev.slipway.environment.InvalidSetting;
import dev.slipway.yaml.Suggestion;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The properties that Slipway's goals read, and a check of those that a user has given. */
public final class PropertyNames {
    private static final String PREFIX = "slipway.";

    private PropertyNames() {}

    /**
     * Checks the names of the command line's properties; other than Slipway's are nobody's business here.
     *
     * @param given names of the command line
     * @param known names that a goal reads
     * @param own names that the project's POM defines for itself
     * @param help the command that shows all properties
     * @throws InvalidSetting if nobody reads one of them
     */
    public static void check(Collection<String> given, Collection<String> known, Collection<String> own, String help) {
        Set<String> unknown = given.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !own.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            String names = unknown.stream().map(name -> "-D" + name).collect(Collectors.joining(", "));
            String suggestions =
                    unknown.stream().map(name -> suggestion(name, known)).collect(Collectors.joining());
            throw new InvalidSetting(
                    names,
                    "no goal of Slipway reads " + (unknown.size() == 1 ? "this property" : "these properties"),
                    suggestions + help + " shows all properties.");
        }
    }

    private static String suggestion(String name, Collection<String> known) {
        return Suggestion.of(name, known)
                .map(near -> "Did you mean -D" + near
                        + (near.equalsIgnoreCase(name) ? "? Upper and lower case matter.\n" : "?\n"))
                .orElse("");
    }
}
