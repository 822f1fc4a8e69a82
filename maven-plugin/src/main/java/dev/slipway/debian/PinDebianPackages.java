package dev.slipway.debian;

import dev.slipway.problem.Problem;
import dev.slipway.recipe.Glob;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.recipe.debian.PackagesIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Brings the lock of a recipe up to date: adds what is new, drops what is gone, moves what it is told to. */
public final class PinDebianPackages {
    private static final String ALL = "all";

    private final Apt apt;

    public PinDebianPackages(Apt apt) {
        this.apt = apt;
    }

    /**
     * @param update {@code all}, or a pattern over package names
     * @throws PackageNotInIndex if APT's index of the release's main archive lacks a package
     */
    public PackageLock update(Recipe recipe, PackageLock lock, String update) {
        Predicate<String> moves = update.equals(ALL) ? name -> true : Glob.parse(update)::matches;
        Map<String, String> named = recipe.debianPackages();
        Set<String> wanted = new TreeSet<>();
        List<PackagePin> pins = new ArrayList<>();
        for (String name : named.keySet()) {
            PackagePin pin = lock.find(name).orElse(null);
            if (pin == null || moves.test(name) || !pin.fits(recipe.debianArchitecture())) {
                wanted.add(name);
            } else {
                pins.add(pin);
            }
        }
        if (!wanted.isEmpty()) {
            PackagesIndex index = index(recipe, wanted);
            for (String name : wanted) {
                pins.add(index.find(name)
                        .orElseThrow(() ->
                                new PackageNotInIndex(named.getOrDefault(name, recipe.fileName()), name, recipe)));
            }
        }
        return PackageLock.of(pins);
    }

    private PackagesIndex index(Recipe recipe, Set<String> wanted) {
        PackagesIndex index = new PackagesIndex(wanted::contains, recipe.debianArchitecture());
        List<AptTarget> targets = apt.targets().stream()
                .filter(target -> target.lists(recipe) && target.trusted())
                .toList();
        if (targets.isEmpty()) {
            throw new NoPackagesIndex(recipe);
        }
        for (AptTarget target : targets) {
            apt.read(target, output -> {
                index.read(output);
                return index;
            });
        }
        return index;
    }

    /** A recipe names a package that the archive does not have. */
    static final class PackageNotInIndex extends Problem {
        private static final long serialVersionUID = 1L;

        PackageNotInIndex(String where, String name, Recipe recipe) {
            super(
                    Fault.USER,
                    where,
                    "the main archive of " + recipe.suite() + " has no package " + name + " for "
                            + recipe.debianArchitecture(),
                    "Correct the name, or run apt-get update as root if APT's index is old.");
        }
    }

    /** APT keeps no index, signed and checked, that the packages of a recipe could be looked up in. */
    static final class NoPackagesIndex extends Problem {
        private static final long serialVersionUID = 1L;

        NoPackagesIndex(Recipe recipe) {
            super(
                    Fault.ENVIRONMENT,
                    recipe.fileName(),
                    "this machine's APT has no signed index of " + recipe.suite() + " main for "
                            + recipe.debianArchitecture(),
                    "Add that archive to /etc/apt/sources.list.d, and the architecture with dpkg --add-architecture "
                            + recipe.debianArchitecture() + ", then run apt-get update as root.");
        }
    }
}
