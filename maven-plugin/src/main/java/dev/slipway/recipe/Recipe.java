package dev.slipway.recipe;

import dev.slipway.oci.Platform;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code package.yml}.
 *
 * @param fileName as failures name it
 * @param suite Debian's release that packages are taken from, {@code bookworm}; null if none is
 */
public record Recipe(
        String fileName, Platform platform, @Nullable String suite, List<Item> contents, RecipeConfig config) {
    public Recipe {
        contents = List.copyOf(contents);
    }

    /** The Debian packages that items name, nested ones too: name to the first place. */
    public SortedMap<String, String> debianPackages() {
        SortedMap<String, String> found = new TreeMap<>();
        collect(contents, found);
        return found;
    }

    private static void collect(List<Item> items, SortedMap<String, String> found) {
        for (Item item : items) {
            if (item instanceof Item.Debian debian) {
                found.putIfAbsent(debian.name(), debian.where());
            } else if (item instanceof Item.Tar tar) {
                collect(tar.contents(), found);
            }
        }
    }
}
