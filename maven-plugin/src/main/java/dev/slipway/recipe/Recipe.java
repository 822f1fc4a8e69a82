package dev.slipway.recipe;

import dev.slipway.oci.Platform;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import java.util.List;
import java.util.Map;
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

    /**
     * Checks that a lock has exactly the packages of this recipe, for its platform.
     *
     * @throws PackageLockIsStale with all that is missing, or another difference
     */
    public void requireLock(PackageLock lock) {
        SortedMap<String, String> named = debianPackages();
        List<String> missing = named.keySet().stream()
                .filter(name -> lock.find(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            String what = String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " not in package.lock";
            throw new PackageLockIsStale(String.valueOf(named.get(missing.get(0))), what, missing.get(0));
        }
        for (Map.Entry<String, String> needed : named.entrySet()) {
            String name = needed.getKey();
            PackagePin pin = lock.find(name).orElseThrow();
            if (!pin.fits(debianArchitecture())) {
                String what = name + " in package.lock is not for " + debianArchitecture() + " but " + pin.path();
                throw new PackageLockIsStale(needed.getValue(), what, name);
            }
        }
        for (PackagePin pin : lock.pins()) {
            if (!named.containsKey(pin.name())) {
                String what = "package.lock has " + pin.name() + ", which this recipe does not name";
                throw new PackageLockIsStale(fileName, what, pin.name());
            }
        }
    }

    /** The platform's architecture in Debian's words. */
    public String debianArchitecture() {
        String variant = platform.variant();
        return switch (platform.architecture()) {
            case "386" -> "i386";
            case "arm" -> variant == null || variant.equals("v7") ? "armhf" : "armel";
            case "ppc64le" -> "ppc64el";
            case "mips64le" -> "mips64el";
            default -> platform.architecture();
        };
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
