package dev.slipway.recipe.debian;

import dev.slipway.problem.Problem;
import dev.slipway.yaml.InvalidYaml;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code package.lock}: the packages of a recipe, for each of its platforms. Those of the first platform stand at the top, so that a recipe
 * that gets another platform keeps the pins it has.
 *
 * @param first of the recipe's first platform
 * @param further of the others, by platform; one without Debian packages is left out
 */
public record PackageLocks(PackageLock first, SortedMap<String, PackageLock> further) {
    /** The lock of a recipe that names no Debian package. */
    public static final PackageLocks EMPTY = new PackageLocks(PackageLock.EMPTY, new TreeMap<>());

    private static final String HEADER = "# Written by slipway:package -Dslipway.update=all; commit it.\n";

    public PackageLocks {
        SortedMap<String, PackageLock> some = new TreeMap<>(further);
        some.values().removeIf(lock -> lock.pins().isEmpty());
        further = Collections.unmodifiableSortedMap(some);
    }

    /** The lock of a recipe for these platforms, each with the packages at the same place of the second list. */
    public static PackageLocks of(List<String> platforms, List<PackageLock> locks) {
        SortedMap<String, PackageLock> further = new TreeMap<>();
        for (int i = 1; i < platforms.size(); i++) {
            further.put(platforms.get(i), locks.get(i));
        }
        return new PackageLocks(locks.get(0), further);
    }

    /** What is locked for each of a recipe's platforms, in their order. */
    public List<PackageLock> inOrder(List<String> platforms) {
        List<PackageLock> locks = new ArrayList<>(List.of(first));
        platforms.stream().skip(1).forEach(platform -> locks.add(further.getOrDefault(platform, PackageLock.EMPTY)));
        return locks;
    }

    /**
     * Reads a lock strictly.
     *
     * @param fileName named in failures
     * @throws dev.slipway.yaml.InvalidYaml if it is none
     */
    public static PackageLocks parse(String text, String fileName) {
        return Yaml.read(text, fileName, PackageLocks::read);
    }

    private static @Nullable PackageLocks read(ObjectReader root) {
        PackageLock first = PackageLock.read(root);
        ValueReader platforms = root.value("platforms");
        SortedMap<String, PackageLock> further =
                platforms == null ? null : platforms.map(value -> value.object(PackageLock::read));
        return first == null ? null : new PackageLocks(first, further == null ? new TreeMap<>() : further);
    }

    /** The text to commit; the same lock always gives the same text. */
    public String format() {
        StringBuilder text = new StringBuilder(HEADER).append(first.format());
        if (!further.isEmpty()) {
            text.append("platforms:\n");
        }
        further.forEach((platform, lock) -> text.append("  ")
                .append(platform)
                .append(":\n")
                .append(lock.format().indent(4)));
        return text.toString();
    }

    /**
     * The text to commit, if it can be read again.
     *
     * @param fileName named in failures
     * @throws Problem if the lock has more packages than that
     */
    public String readable(String fileName) {
        String text = format();
        try {
            parse(text, fileName);
        } catch (InvalidYaml e) {
            int packages = first.pins().size()
                    + further.values().stream()
                            .mapToInt(lock -> lock.pins().size())
                            .sum();
            throw Problem.user(
                    fileName,
                    "a lock of " + packages + " packages for " + (1 + further.size())
                            + " platforms cannot be read again: " + e.what(),
                    "Name fewer packages with 'dependencies: true', or write a recipe for each platform.",
                    e);
        }
        return text;
    }

    /** What another lock says differently, a line for each package: {@code jq: 1.6-2 -> 1.6-3}. */
    public List<String> changesTo(PackageLocks newer) {
        List<String> changes = new ArrayList<>(first.changesTo(newer.first));
        TreeSet<String> platforms = new TreeSet<>(further.keySet());
        platforms.addAll(newer.further.keySet());
        for (String platform : platforms) {
            further.getOrDefault(platform, PackageLock.EMPTY)
                    .changesTo(newer.further.getOrDefault(platform, PackageLock.EMPTY))
                    .forEach(change -> changes.add(platform + " " + change));
        }
        return changes;
    }
}
