package dev.slipway.recipe.debian.dependency;

import dev.slipway.problem.Problem;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.IndexedPackage;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of another one (Debian Policy 7.1): {@code libc6 (>= 2.36)}, {@code python3:any}.
 *
 * @param qualifier an architecture, or {@code any}; empty for the one of the package that says so
 * @param bound null if any version will do
 */
record Relation(String name, String qualifier, @Nullable Bound bound) {
    // Lists of architectures and build profiles stand in source packages only, and are refused with the rest.
    private static final Pattern FORM = Pattern.compile(
            "([0-9A-Za-z][0-9A-Za-z.+-]*)(?::([0-9a-z-]+))?\\s*(?:\\(\\s*(<<|<=|=|>=|>>|<|>)\\s*([^\\s()]+)\\s*\\))?");

    /** Relations of a field, alternatives counted; Debian's longest have some six hundred. */
    private static final int MOST = 5000;

    /** @param operator of Policy 7.1 */
    record Bound(String operator, DebianVersion version) {
        boolean holds(DebianVersion other) {
            return test().test(other.order(version));
        }

        // A single < or > is an old way to write <= and >=, which dpkg still reads.
        private IntPredicate test() {
            return switch (operator) {
                case "<<" -> order -> order < 0;
                case "<=", "<" -> order -> order <= 0;
                case "=" -> order -> order == 0;
                case ">=", ">" -> order -> order >= 0;
                default -> order -> order > 0;
            };
        }

        @Override
        public String toString() {
            return operator + " " + version;
        }
    }

    /** The relations of a field: each of the outer list has to hold, by any of its alternatives. */
    static List<List<Relation>> of(IndexedPackage of, Field field) {
        List<List<Relation>> all = new ArrayList<>();
        if (of.text(field).chars().filter(c -> c == ',' || c == '|').count() >= MOST) {
            throw Problem.environment(
                    of.name(),
                    "the index gives it more than " + MOST + " relations in one field",
                    "Check the archive it came from.");
        }
        for (String group : of.text(field).split(",", -1)) {
            if (!group.isBlank()) {
                List<Relation> alternatives = new ArrayList<>();
                for (String alternative : group.split("\\|", -1)) {
                    alternatives.add(parse(alternative.strip(), of.name()));
                }
                all.add(alternatives);
            }
        }
        return all;
    }

    private static Relation parse(String text, String of) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Problem.environment(
                    of,
                    "the index gives the relation '" + text + "', which is none of a binary package",
                    "Check the archive it came from; write name, name:architecture or name (>= version).");
        }
        String qualifier = matcher.group(2) == null ? "" : matcher.group(2);
        Bound bound =
                matcher.group(3) == null ? null : new Bound(matcher.group(3), new DebianVersion(matcher.group(4)));
        return new Relation(matcher.group(1), qualifier, bound);
    }

    /** Alternatives as a package writes them. */
    static String text(List<Relation> alternatives) {
        return String.join(" | ", alternatives.stream().map(Relation::toString).toList());
    }

    @Override
    public String toString() {
        return name + (qualifier.isEmpty() ? "" : ":" + qualifier) + (bound == null ? "" : " (" + bound + ")");
    }
}
