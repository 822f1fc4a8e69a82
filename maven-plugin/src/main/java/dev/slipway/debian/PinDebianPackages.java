package dev.slipway.debian;

import dev.slipway.content.AllowedHere;
import dev.slipway.environment.BuildLog;
import dev.slipway.problem.Problem;
import dev.slipway.recipe.DebianSuite;
import dev.slipway.recipe.Glob;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.IndexedPackage;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.recipe.debian.PackagesIndex;
import dev.slipway.recipe.debian.dependency.Closure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Brings the lock of a recipe up to date: adds what is new, drops what is gone, moves what it is told to. */
public final class PinDebianPackages {
    private static final String ALL = "all";

    private final SuiteIndexes indexes;

    /** Out of the indexes that APT keeps, as long as they are valid. */
    @AllowedHere("an index is valid until a time that it names")
    public PinDebianPackages(Apt apt) {
        this(new SuiteIndexes(apt, apt.keys(), Clock.systemUTC()));
    }

    PinDebianPackages(SuiteIndexes indexes) {
        this.indexes = indexes;
    }

    /**
     * @param update {@code all}, or a pattern over package names
     * @param log told what is left out of dependencies
     * @throws PackageNotInIndex if the indexes of the recipe's suites lack a package
     */
    public PackageLock update(Recipe recipe, PackageLock lock, String update, BuildLog log) {
        Predicate<String> moves = update.equals(ALL) ? name -> true : Glob.parse(update)::matches;
        Predicate<String> stays = name -> !moves.test(name)
                && lock.find(name)
                        .filter(pin -> pin.fits(recipe.debianArchitecture()))
                        .isPresent();
        Before before = new Before(lock, stays);
        return recipe.packagesWithDependencies().isEmpty()
                ? alone(recipe, before)
                : withDependencies(recipe, before, log);
    }

    /** @param stays whether a package keeps the pin that the lock has */
    private record Before(PackageLock lock, Predicate<String> stays) {
        PackagePin pin(String name) {
            return lock.find(name).orElseThrow();
        }
    }

    private PackageLock alone(Recipe recipe, Before before) {
        Set<String> named = recipe.debianPackages().keySet();
        Set<String> wanted = new TreeSet<>(named);
        wanted.removeIf(before.stays());
        List<PackagePin> pins = new ArrayList<>();
        named.stream().filter(before.stays()).forEach(name -> pins.add(before.pin(name)));
        if (wanted.isEmpty()) {
            return PackageLock.of(pins).withReleases(before.lock().releases());
        }
        SuiteIndexes.Checked checked = indexes.read(recipe, before.lock(), wanted::contains);
        wanted.forEach(
                name -> pins.add(require(checked.packages(), name, recipe).pin()));
        return PackageLock.of(pins).withReleases(checked.releases());
    }

    private PackageLock withDependencies(Recipe recipe, Before before, BuildLog log) {
        Set<String> named = recipe.debianPackages().keySet();
        SuiteIndexes.Checked checked = indexes.read(recipe, before.lock(), name -> true);
        named.forEach(name -> require(checked.packages(), name, recipe));
        Closure closure = Closure.of(checked.packages(), recipe.packagesWithDependencies(), named);
        leftOut(closure, log);
        Set<String> all = new TreeSet<>(named);
        all.addAll(closure.members().keySet());
        Map<String, DebianVersion> locked = new TreeMap<>();
        all.stream()
                .filter(before.stays())
                .forEach(name -> locked.put(name, before.pin(name).version()));
        Set<String> staying = closure.staying(locked);
        List<PackagePin> pins = new ArrayList<>();
        for (String name : all) {
            pins.add(
                    staying.contains(name)
                            ? before.pin(name)
                            : require(checked.packages(), name, recipe).pin());
        }
        return PackageLock.of(pins, closure.depends()).withReleases(checked.releases());
    }

    private static void leftOut(Closure closure, BuildLog log) {
        tell(log, "recommended, and left out: ", closure.leftOut(Field.RECOMMENDS));
        tell(log, "suggested, and left out: ", closure.leftOut(Field.SUGGESTS));
        tell(log, "on every Debian system, and left out: ", closure.essentialLeftOut());
    }

    private static void tell(BuildLog log, String what, List<String> packages) {
        if (!packages.isEmpty()) {
            log.info(what + String.join(", ", packages));
        }
    }

    private static IndexedPackage require(PackagesIndex index, String name, Recipe recipe) {
        return index.find(name)
                .orElseThrow(() -> new PackageNotInIndex(
                        recipe.debianPackages().getOrDefault(name, recipe.fileName()), name, recipe));
    }

    /** A recipe names a package that the archive does not have. */
    static final class PackageNotInIndex extends Problem {
        private static final long serialVersionUID = 1L;

        private static String names(Recipe recipe) {
            return recipe.suites().stream().map(DebianSuite::toString).collect(Collectors.joining(", "));
        }

        PackageNotInIndex(String where, String name, Recipe recipe) {
            super(
                    Fault.USER,
                    where,
                    names(recipe) + " has no package " + name + " for " + recipe.debianArchitecture(),
                    "Correct the name, or run apt-get update as root if APT's index is old.");
        }
    }

    /** APT keeps no index, signed and checked, that the packages of a recipe could be looked up in. */
    static final class NoPackagesIndex extends Problem {
        private static final long serialVersionUID = 1L;

        NoPackagesIndex(Recipe recipe, DebianSuite suite) {
            super(
                    Fault.ENVIRONMENT,
                    recipe.fileName(),
                    "this machine's APT has no signed index of " + suite + " for " + recipe.debianArchitecture(),
                    "Add that archive to /etc/apt/sources.list.d, and the architecture with dpkg --add-architecture "
                            + recipe.debianArchitecture() + ", then run apt-get update as root.");
        }
    }
}
