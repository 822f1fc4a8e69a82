package dev.slipway.debian;

import dev.slipway.problem.Problem;
import dev.slipway.recipe.DebianSuite;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagesIndex;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The indexes of all suites of a recipe, each checked before it is believed. */
record SuiteIndexes(Apt apt, KeyRings keys, Clock clock) {
    /** @param releases when each suite's Release was made, by {@link DebianSuite#release()} */
    record Checked(PackagesIndex packages, SortedMap<String, Instant> releases) {}

    /**
     * @param lock whose indexes were not newer
     * @param wanted the names to keep
     * @throws dev.slipway.problem.Problem if APT keeps none of a suite, or one that must not be believed
     */
    Checked read(Recipe recipe, PackageLock lock, Predicate<String> wanted) {
        PackagesIndex packages = new PackagesIndex(wanted, recipe.debianArchitecture());
        SortedMap<String, Instant> releases = new TreeMap<>();
        for (DebianSuite suite : recipe.suites()) {
            for (AptTarget target : targets(suite, recipe)) {
                SuiteIndex index = open(suite, target);
                index.requireFresh(clock.instant(), lock.releases().get(suite.release()));
                index.requireKey(keys);
                index.into(packages, apt);
                // Of two mirrors of a suite the older one counts: it need not be refused the next time.
                releases.merge(suite.release(), index.release().date(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return new Checked(packages, releases);
    }

    private List<AptTarget> targets(DebianSuite suite, Recipe recipe) {
        List<AptTarget> targets = apt.targets().stream()
                .filter(target -> target.lists(suite, recipe.debianArchitecture()))
                .toList();
        if (targets.isEmpty()) {
            throw new PinDebianPackages.NoPackagesIndex(recipe, suite);
        }
        return targets;
    }

    private static SuiteIndex open(DebianSuite suite, AptTarget target) {
        try {
            return SuiteIndex.open(suite, target);
        } catch (IOException e) {
            throw Problem.environment(
                    target.file(),
                    "the Release beside this index of " + suite + " cannot be read: " + e.getMessage(),
                    "Run apt-get update as root.",
                    e);
        }
    }
}
