package dev.slipway.recipe.debian;

import dev.slipway.recipe.debian.IndexedPackage.Field;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The newest version of packages out of an archive's index {@code Packages} (deb822(5), "Debian repository format"). */
public final class PackagesIndex {
    private static final Map<String, Field> FIELDS =
            Arrays.stream(Field.values()).collect(Collectors.toUnmodifiableMap(Field::word, Function.identity()));

    private final SortedMap<String, IndexedPackage> newest = new TreeMap<>();

    /** Lines of a stanza; the longest of Debian's have some hundreds. */
    private static final int MOST_LINES = 100_000;

    /** Debian Policy 5.6.1; the name goes into the lock. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");

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

    /**
     * Reads an index to its end.
     *
     * @throws MalformedDebianPackage if it is longer than any index is
     */
    public void read(Reader index) throws IOException {
        BoundedLines lines = new BoundedLines(index, "Packages");
        Map<Field, String> stanza = new EnumMap<>(Field.class);
        int count = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                take(stanza);
                stanza.clear();
                count = 0;
            } else {
                if (++count > MOST_LINES) {
                    throw new MalformedDebianPackage(
                            "Packages", "it has a paragraph of more than " + MOST_LINES + " lines");
                }
                keepField(stanza, line);
            }
        }
        take(stanza);
    }

    /** Whether a package of Debian's can have this name. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The newest version seen of a package. */
    public Optional<IndexedPackage> find(String name) {
        return Optional.ofNullable(newest.get(name));
    }

    /** The newest version of each package, sorted by name. */
    public Collection<IndexedPackage> packages() {
        return Collections.unmodifiableCollection(newest.values());
    }

    /** In Debian's words. */
    public String architecture() {
        return architecture;
    }

    // Lines that begin with a blank continue the field before; an index has each of the wanted fields on one line.
    private static void keepField(Map<Field, String> stanza, String line) {
        int colon = line.indexOf(':');
        Field field = colon <= 0 ? null : FIELDS.get(line.substring(0, colon));
        if (field != null) {
            stanza.put(field, line.substring(colon + 1).strip());
        }
    }

    private void take(Map<Field, String> stanza) {
        String name = stanza.get(Field.PACKAGE);
        String builtFor = stanza.get(Field.ARCHITECTURE);
        boolean fits = architecture.equals(builtFor) || "all".equals(builtFor);
        if (name != null && fits && isName(name) && wanted.test(name)) {
            newest.merge(name, new IndexedPackage(name, stanza), PackagesIndex::newer);
        }
    }

    /** One whose version is none is older than any other: nobody may want the package at all. */
    private static IndexedPackage newer(IndexedPackage a, IndexedPackage b) {
        if (!b.hasVersion()) {
            return a;
        }
        return a.hasVersion() && a.version().compareTo(b.version()) >= 0 ? a : b;
    }
}
