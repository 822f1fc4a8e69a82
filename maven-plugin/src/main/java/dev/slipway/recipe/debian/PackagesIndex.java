package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest version of packages out of an archive's index {@code Packages} (deb822(5), "Debian repository format"). */
public final class PackagesIndex {
    private static final Set<String> FIELDS =
            Set.of("Package", "Version", "Architecture", "Filename", "Size", "SHA256");

    private final SortedMap<String, PackagePin> newest = new TreeMap<>();
    private final Predicate<String> wanted;
    private final String architecture;

    /**
     * @param wanted the names to keep; an index has tens of thousands
     * @param architecture in Debian's words, {@code amd64}; packages for {@code all} fit too
     */
    public PackagesIndex(Predicate<String> wanted, String architecture) {
        this.wanted = wanted;
        this.architecture = architecture;
    }

    /** Reads an index to its end. */
    public void read(Reader index) throws IOException {
        BufferedReader lines = new BufferedReader(index);
        Map<String, String> stanza = new TreeMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                take(stanza);
                stanza.clear();
            } else {
                keepField(stanza, line);
            }
        }
        take(stanza);
    }

    /** The newest version seen of a package. */
    public Optional<PackagePin> find(String name) {
        return Optional.ofNullable(newest.get(name));
    }

    // Lines that begin with a blank continue the field before; none of the wanted fields has any.
    private static void keepField(Map<String, String> stanza, String line) {
        int colon = line.indexOf(':');
        if (colon > 0 && !Character.isWhitespace(line.charAt(0)) && FIELDS.contains(line.substring(0, colon))) {
            stanza.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    private void take(Map<String, String> stanza) {
        String name = stanza.get("Package");
        String builtFor = stanza.get("Architecture");
        boolean fits = architecture.equals(builtFor) || "all".equals(builtFor);
        if (name == null || !fits || !wanted.test(name)) {
            return;
        }
        PackagePin pin = pin(name, stanza);
        newest.merge(name, pin, (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b);
    }

    private static PackagePin pin(String name, Map<String, String> stanza) {
        return new PackagePin(
                name,
                new DebianVersion(field(stanza, "Version", name)),
                field(stanza, "Filename", name),
                size(field(stanza, "Size", name), name),
                Digest.parse("sha256:" + field(stanza, "SHA256", name)));
    }

    private static String field(Map<String, String> stanza, String field, String name) {
        @Nullable String value = stanza.get(field);
        if (value == null) {
            throw new MalformedDebianPackage(name, "the index gives no " + field);
        }
        return value;
    }

    private static long size(String digits, String name) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MalformedDebianPackage(name, "the index gives the size '" + digits + "'");
        }
    }
}
