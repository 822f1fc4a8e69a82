package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an index says of a binary package. A field is read when it is asked for: an index has tens of thousands of packages, and a
 * fault in one that nobody wants is no fault of the recipe.
 */
public final class IndexedPackage {
    /** The fields of a stanza that are kept (Debian Policy 5.3, and "Debian repository format" for the last three). */
    public enum Field {
        PACKAGE("Package"),
        VERSION("Version"),
        ARCHITECTURE("Architecture"),
        MULTI_ARCH("Multi-Arch"),
        ESSENTIAL("Essential"),
        PRIORITY("Priority"),
        PRE_DEPENDS("Pre-Depends"),
        DEPENDS("Depends"),
        PROVIDES("Provides"),
        CONFLICTS("Conflicts"),
        BREAKS("Breaks"),
        RECOMMENDS("Recommends"),
        SUGGESTS("Suggests"),
        FILENAME("Filename"),
        SIZE("Size"),
        SHA256("SHA256");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final String name;
    private final Map<Field, String> fields;

    IndexedPackage(String name, Map<Field, String> fields) {
        this.name = name;
        this.fields = new EnumMap<>(fields);
    }

    public String name() {
        return name;
    }

    /** Whether the index gives a version, and one in Debian's form. */
    boolean hasVersion() {
        return DebianVersion.isVersion(text(Field.VERSION));
    }

    /** @throws MalformedDebianPackage if it has none */
    public DebianVersion version() {
        return new DebianVersion(required(Field.VERSION));
    }

    /** The text of a field; empty if the package has none. */
    public String text(Field field) {
        return fields.getOrDefault(field, "");
    }

    /**
     * Where its bytes are, and which ones.
     *
     * @throws MalformedDebianPackage if the index does not say so
     */
    public PackagePin pin() {
        return new PackagePin(
                name,
                version(),
                required(Field.FILENAME),
                size(required(Field.SIZE)),
                Digest.parse("sha256:" + required(Field.SHA256)));
    }

    private String required(Field field) {
        return Optional.of(text(field))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new MalformedDebianPackage(name, "the index gives no " + field.word()));
    }

    private long size(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MalformedDebianPackage(name, "the index gives the size '" + digits + "'");
        }
    }
}
