package dev.slipway.recipe;

import dev.slipway.oci.Platform;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.recipe.debian.PackagePin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A {@code package.yml}.
 *
 * @param fileName as failures name it
 * @param platforms that it makes an image for, at least one
 * @param suites that packages are taken from; empty if none is
 */
public record Recipe(
        String fileName, List<Platform> platforms, List<DebianSuite> suites, List<Item> contents, RecipeConfig config) {
    public Recipe {
        platforms = List.copyOf(platforms);
        suites = List.copyOf(suites);
        contents = List.copyOf(contents);
    }

    /** The first platform. */
    public Platform platform() {
        return platforms.get(0);
    }

    /** What a lock calls the platforms. */
    public List<String> platformNames() {
        return platforms.stream().map(Platform::toString).toList();
    }

    /** The recipe of each platform alone, with the items that apply to it. */
    public List<Recipe> perPlatform() {
        return platforms.stream()
                .map(each -> new Recipe(fileName, List.of(each), suites, applying(contents, each), config))
                .toList();
    }

    private static List<Item> applying(List<Item> items, Platform platform) {
        List<Item> applying = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.ForPlatform some) {
                if (some.platform().equals(platform)) {
                    applying.addAll(applying(List.of(some.item()), platform));
                }
            } else if (item instanceof Item.Tar tar) {
                applying.add(new Item.Tar(tar.where(), tar.path(), applying(tar.contents(), platform), tar.owner()));
            } else {
                applying.add(item);
            }
        }
        return applying;
    }

    /** The Debian packages that items name, nested ones too: name to the first place. */
    public SortedMap<String, String> debianPackages() {
        return places(item -> true);
    }

    /** Those of them that are there with their dependencies. */
    public SortedMap<String, String> packagesWithDependencies() {
        return places(Item.Debian::dependencies);
    }

    private SortedMap<String, String> places(Predicate<Item.Debian> wanted) {
        SortedMap<String, String> found = new TreeMap<>();
        collect(contents, wanted, found);
        return found;
    }

    /**
     * Checks that a lock has exactly the packages of this recipe, for each platform.
     *
     * @throws PackageLockIsStale with all that is missing for a platform, or another difference
     */
    public void requireLocks(PackageLocks locks) {
        List<String> names = platformNames();
        locks.further().forEach((platform, lock) -> {
            if (names.indexOf(platform) < 1) {
                String what = "package.lock has packages for " + platform
                        + ", which is not one of this recipe's further platforms";
                throw new PackageLockIsStale(fileName, what, lock.pins().get(0).name());
            }
        });
        Iterator<PackageLock> lock = locks.inOrder(names).iterator();
        perPlatform().forEach(each -> each.requireLock(lock.next()));
    }

    /**
     * Checks that a lock has exactly the packages of this recipe, for its first platform.
     *
     * @throws PackageLockIsStale with all that is missing, or another difference
     */
    public void requireLock(PackageLock lock) {
        SortedMap<String, String> named = debianPackages();
        addDependencies(lock, named);
        List<String> missing = named.keySet().stream()
                .filter(name -> lock.find(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            String what = String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " not in package.lock for " + platform();
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
                String what =
                        "package.lock has " + pin.name() + " for " + platform() + ", which this recipe does not name";
                throw new PackageLockIsStale(fileName, what, pin.name());
            }
        }
    }

    private void addDependencies(PackageLock lock, SortedMap<String, String> named) {
        packagesWithDependencies().forEach((root, where) -> {
            for (String name : lock.closure(root)) {
                if (lock.find(name).isPresent() && !lock.hasDependencies(name)) {
                    String what = "package.lock does not have the dependencies of " + name + " for " + platform();
                    throw new PackageLockIsStale(where, what, root);
                }
                named.putIfAbsent(name, where);
            }
        });
    }

    /** The platform's architecture in Debian's words. */
    public String debianArchitecture() {
        String variant = platform().variant();
        return switch (platform().architecture()) {
            case "386" -> "i386";
            case "arm" -> variant == null || variant.equals("v7") ? "armhf" : "armel";
            case "ppc64le" -> "ppc64el";
            case "mips64le" -> "mips64el";
            default -> platform().architecture();
        };
    }

    private static void collect(List<Item> items, Predicate<Item.Debian> wanted, SortedMap<String, String> found) {
        for (Item item : items) {
            if (item instanceof Item.Debian debian && wanted.test(debian)) {
                found.putIfAbsent(debian.name(), debian.where());
            } else if (item instanceof Item.ForPlatform some) {
                collect(List.of(some.item()), wanted, found);
            } else if (item instanceof Item.Tar tar) {
                collect(tar.contents(), wanted, found);
            }
        }
    }
}
