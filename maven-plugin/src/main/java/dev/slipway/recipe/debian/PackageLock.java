package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code package.lock}: the exact Debian packages of a recipe, by name. */
public final class PackageLock {
    /** The lock of a recipe that names no Debian package. */
    public static final PackageLock EMPTY = new PackageLock(new TreeMap<>());

    private static final String HEADER = "# Written by slipway:package -Dslipway.update=all; commit it.\n";

    /** What YAML would read as a number without quotes: some versions, and a rare digest. */
    private static final Pattern LIKE_A_NUMBER =
            Pattern.compile("[-+]?(0x[0-9a-fA-F_]+|(0[ob])?[0-9._]*([eE][-+]?[0-9]+)?)");

    private final SortedMap<String, PackagePin> pins;

    private PackageLock(SortedMap<String, PackagePin> pins) {
        this.pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    }

    /** A lock of these packages; of two with one name the later counts. */
    public static PackageLock of(Iterable<PackagePin> pins) {
        SortedMap<String, PackagePin> byName = new TreeMap<>();
        pins.forEach(pin -> byName.put(pin.name(), pin));
        return new PackageLock(byName);
    }

    /**
     * Reads a lock strictly.
     *
     * @param fileName named in failures
     * @throws dev.slipway.yaml.InvalidYaml if it is none
     */
    public static PackageLock parse(String text, String fileName) {
        return Yaml.read(text, fileName, root -> {
            ValueReader debian = root.required("debian");
            SortedMap<String, PackagePin> pins =
                    debian == null ? null : debian.map(value -> value.object(PackageLock::pin));
            return pins == null ? null : byTheirKeys(pins);
        });
    }

    // The key is the name, and only the mapping around the pin knows it.
    private static PackageLock byTheirKeys(SortedMap<String, PackagePin> pins) {
        SortedMap<String, PackagePin> named = new TreeMap<>();
        pins.forEach((name, pin) -> named.put(name, pin.withName(name)));
        return new PackageLock(named);
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

    /** The text to commit; the same lock always gives the same text. */
    public String format() {
        StringBuilder text = new StringBuilder(HEADER);
        text.append(pins.isEmpty() ? "debian: {}\n" : "debian:\n");
        for (PackagePin pin : pins.values()) {
            text.append("  ").append(scalar(pin.name())).append(":\n");
            text.append("    version: ").append(scalar(pin.version().text())).append('\n');
            text.append("    path: ").append(pin.path()).append('\n');
            text.append("    size: ").append(pin.size()).append('\n');
            text.append("    sha256: ").append(scalar(pin.digest().hex())).append('\n');
        }
        return text.toString();
    }

    private static String scalar(String text) {
        return LIKE_A_NUMBER.matcher(text).matches() ? '"' + text + '"' : text;
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
            }
        }
        return changes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackageLock lock && lock.pins.equals(pins);
    }

    @Override
    public int hashCode() {
        return pins.hashCode();
    }

    @Override
    public String toString() {
        return format();
    }
}
