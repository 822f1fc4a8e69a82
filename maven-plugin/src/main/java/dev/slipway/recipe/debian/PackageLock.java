package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exact Debian packages of a recipe for one platform, by name. Of a package that is there with its dependencies, or is one, it says
 * which packages satisfy its own.
 */
public final class PackageLock {
    /** The lock of a recipe that names no Debian package. */
    public static final PackageLock EMPTY = new PackageLock(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** What YAML would not read as a text without quotes: some versions, and a rare digest. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[-+]?(0[xX][0-9a-fA-F_]+|(0[obOB])?[0-9._]*([eE][-+]?[0-9]+)?)"
                    + "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final SortedMap<String, PackagePin> pins;
    private final SortedMap<String, List<String>> depends;

    private final SortedMap<String, Instant> releases;

    private PackageLock(
            SortedMap<String, PackagePin> pins,
            SortedMap<String, List<String>> depends,
            SortedMap<String, Instant> releases) {
        this.pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
        this.depends = Collections.unmodifiableSortedMap(new TreeMap<>(depends));
        this.releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
    }

    /** A lock of these packages; of two with one name the later counts. */
    public static PackageLock of(Iterable<PackagePin> pins) {
        return of(pins, new TreeMap<>());
    }

    /**
     * A lock of these packages.
     *
     * @param depends for each package whose dependencies are there, too, the names of those that satisfy them
     */
    public static PackageLock of(Iterable<PackagePin> pins, SortedMap<String, List<String>> depends) {
        SortedMap<String, PackagePin> byName = new TreeMap<>();
        pins.forEach(pin -> byName.put(pin.name(), pin));
        return new PackageLock(byName, depends, new TreeMap<>());
    }

    /** The same with the times at which the files Release were made that the pins were looked up in. */
    public PackageLock withReleases(SortedMap<String, Instant> times) {
        return new PackageLock(pins, depends, times);
    }

    /** When each suite's Release was made; an older one is no update. */
    public SortedMap<String, Instant> releases() {
        return releases;
    }

    /** Reads the keys of a lock strictly; null if something is wrong, which the reader has noted. */
    static @Nullable PackageLock read(ObjectReader lock) {
        ValueReader debian = lock.required("debian");
        SortedMap<String, Locked> pins = debian == null ? null : debian.map(value -> value.object(PackageLock::locked));
        if (pins != null && debian != null) {
            refuseNames(pins, debian);
        }
        ValueReader releases = lock.value("releases");
        SortedMap<String, Instant> times =
                releases == null ? null : releases.map(value -> value.parsed(PackageLock::time));
        return pins == null ? null : byTheirKeys(pins).withReleases(times == null ? new TreeMap<>() : times);
    }

    /** Names are a part of messages, and of the commands in them. */
    private static void refuseNames(SortedMap<String, Locked> pins, ValueReader debian) {
        for (Map.Entry<String, Locked> each : pins.entrySet()) {
            List<String> names = new ArrayList<>(List.of(each.getKey()));
            List<String> depends = each.getValue().depends();
            names.addAll(depends == null ? List.of() : depends);
            for (String name : names) {
                if (!PackagesIndex.isName(name)) {
                    debian.refuse(
                            "'" + name + "' is not the name of a Debian package",
                            "Write small letters, digits and '+', '-' and '.'");
                }
            }
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.user("time '" + text + "'", "this is not a time", "Write it as 2026-07-11T10:16:00Z.");
        }
    }

    private record Locked(PackagePin pin, @Nullable List<String> depends) {}

    // The key is the name, and only the mapping around the pin knows it.
    private static PackageLock byTheirKeys(SortedMap<String, Locked> pins) {
        SortedMap<String, PackagePin> named = new TreeMap<>();
        SortedMap<String, List<String>> depends = new TreeMap<>();
        pins.forEach((name, locked) -> {
            named.put(name, locked.pin().withName(name));
            if (locked.depends() != null) {
                depends.put(name, List.copyOf(locked.depends()));
            }
        });
        return new PackageLock(named, depends, new TreeMap<>());
    }

    private static @Nullable Locked locked(ObjectReader locked) {
        PackagePin pin = pin(locked);
        List<String> depends = locked.texts("depends");
        return pin == null ? null : new Locked(pin, depends);
    }

    private static @Nullable PackagePin pin(ObjectReader pin) {
        DebianVersion version = pin.requiredParsed("version", DebianVersion::new);
        String path = pin.requiredText("path");
        ValueReader size = pin.required("size");
        Digest digest = pin.requiredParsed("sha256", hex -> Digest.parse("sha256:" + hex));
        Long bytes = size == null ? null : size.integer(1, Long.MAX_VALUE);
        if (version == null || path == null || bytes == null || digest == null) {
            return null;
        }
        try {
            return new PackagePin("?", version, path, bytes, digest);
        } catch (Problem e) {
            pin.refuse(e.what(), e.next());
            return null;
        }
    }

    /** The pin of a package. */
    public Optional<PackagePin> find(String name) {
        return Optional.ofNullable(pins.get(name));
    }

    /** All pins, sorted by name. */
    public List<PackagePin> pins() {
        return List.copyOf(pins.values());
    }

    /** Whether it says what satisfies the dependencies of a package. */
    public boolean hasDependencies(String name) {
        return depends.containsKey(name);
    }

    /** The names of a package and of all that it needs, as the lock says, the needed ones first; they may lack a pin. */
    public List<String> closure(String root) {
        Set<String> closed = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(root));
        Deque<Map.Entry<String, Iterator<String>>> open = new ArrayDeque<>();
        open.push(Map.entry(root, needs(root)));
        while (!open.isEmpty()) {
            Map.Entry<String, Iterator<String>> top = open.getFirst();
            if (!top.getValue().hasNext()) {
                closed.add(top.getKey());
                open.pop();
            } else {
                String needed = top.getValue().next();
                if (seen.add(needed)) {
                    open.push(Map.entry(needed, needs(needed)));
                }
            }
        }
        return List.copyOf(closed);
    }

    private Iterator<String> needs(String name) {
        return depends.getOrDefault(name, List.of()).iterator();
    }

    /** The keys of a lock; the same lock always gives the same text. */
    String format() {
        StringBuilder text = new StringBuilder();
        text.append(pins.isEmpty() ? "debian: {}\n" : "debian:\n");
        for (PackagePin pin : pins.values()) {
            text.append("  ").append(scalar(pin.name())).append(":\n");
            text.append("    version: ").append(scalar(pin.version().text())).append('\n');
            text.append("    path: ").append(pin.path()).append('\n');
            text.append("    size: ").append(pin.size()).append('\n');
            text.append("    sha256: ").append(scalar(pin.digest().hex())).append('\n');
            List<String> needs = depends.get(pin.name());
            if (needs != null) {
                text.append("    depends: ")
                        .append(needs.stream().map(PackageLock::scalar).toList())
                        .append('\n');
            }
        }
        if (!releases.isEmpty()) {
            text.append("releases:\n");
            releases.forEach((suite, time) -> text.append("  ")
                    .append(scalar(suite))
                    .append(": ")
                    .append(time)
                    .append('\n'));
        }
        return text.toString();
    }

    private static String scalar(String text) {
        return NO_TEXT.matcher(text).matches() ? '"' + text + '"' : text;
    }

    /** What another lock says differently, a line for each package: {@code jq 1.6-2 -> 1.6-3}. */
    public List<String> changesTo(PackageLock newer) {
        TreeSet<String> names = new TreeSet<>(pins.keySet());
        names.addAll(newer.pins.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            PackagePin before = pins.get(name);
            PackagePin after = newer.pins.get(name);
            if (before == null) {
                changes.add(name + ": added " + (after == null ? "" : after.version()));
            } else if (after == null) {
                changes.add(name + ": dropped " + before.version());
            } else if (!before.equals(after)) {
                changes.add(name + ": " + before.described() + " -> " + after.described());
            } else if (!Objects.equals(depends.get(name), newer.depends.get(name))) {
                changes.add(name + ": depends on " + newer.depends.getOrDefault(name, List.of()));
            }
        }
        return changes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackageLock lock
                && lock.pins.equals(pins)
                && lock.depends.equals(depends)
                && lock.releases.equals(releases);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pins, depends, releases);
    }

    @Override
    public String toString() {
        return format();
    }
}
