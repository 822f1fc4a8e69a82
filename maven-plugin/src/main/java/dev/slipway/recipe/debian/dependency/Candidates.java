package dev.slipway.recipe.debian.dependency;

import dev.slipway.recipe.debian.IndexedPackage;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import dev.slipway.recipe.debian.PackagesIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The packages of an index, by what they are and by what they provide. The newest version of a package is its only one, as for APT. */
final class Candidates {
    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    /** Whom to take of several that provide the same: the more usual one, then by name. */
    private static final Comparator<IndexedPackage> BY_RANK = Comparator.comparing(
                    (IndexedPackage of) -> !isEssential(of))
            .thenComparing(Candidates::priority)
            .thenComparing(IndexedPackage::name);

    private final PackagesIndex index;

    /** Names to those who provide them. Only the names are read here: most are never asked for. */
    private final Map<String, Set<IndexedPackage>> providers = new HashMap<>();

    /** What a package provides, read when it is asked for first: some names are provided by thousands. */
    private final Map<IndexedPackage, Map<String, Set<Relation>>> provided = new HashMap<>();

    /** Whoever satisfies a relation: thousands of packages need the same ones. */
    private final Map<Relation, List<IndexedPackage>> satisfying = new HashMap<>();

    Candidates(PackagesIndex index) {
        this.index = index;
        for (IndexedPackage each : index.packages()) {
            for (String provided : each.text(Field.PROVIDES).split(",", -1)) {
                String name = provided.strip().split("[\\s:(]", 2)[0];
                if (!name.isEmpty()) {
                    providers
                            .computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .add(each);
                }
            }
        }
    }

    Optional<IndexedPackage> find(String name) {
        return index.find(name);
    }

    static boolean isEssential(IndexedPackage of) {
        return of.text(Field.ESSENTIAL).equals("yes");
    }

    private static int priority(IndexedPackage of) {
        int rank = PRIORITIES.indexOf(of.text(Field.PRIORITY));
        return rank < 0 ? PRIORITIES.size() : rank;
    }

    /** Those packages of Debian's that every system has, so that no package needs to name them. */
    List<IndexedPackage> essential() {
        return index.packages().stream().filter(Candidates::isEssential).toList();
    }

    /** Whoever satisfies one of these alternatives, the best first. */
    Set<IndexedPackage> satisfying(List<Relation> alternatives) {
        Set<IndexedPackage> all = new LinkedHashSet<>();
        for (Relation relation : alternatives) {
            List<IndexedPackage> known = satisfying.get(relation);
            if (known == null) {
                known = satisfying(relation);
                satisfying.put(relation, known);
            }
            all.addAll(known);
        }
        return all;
    }

    private List<IndexedPackage> satisfying(Relation relation) {
        List<IndexedPackage> all = new ArrayList<>();
        index.find(relation.name()).filter(real -> isMeant(real, relation)).ifPresent(all::add);
        providers.getOrDefault(relation.name(), Set.of()).stream()
                .filter(provider -> provides(provider, relation))
                .sorted(BY_RANK)
                .forEach(all::add);
        return all;
    }

    private boolean isMeant(IndexedPackage real, Relation relation) {
        Relation.Bound bound = relation.bound();
        return fits(real, relation) && (bound == null || bound.holds(real.version()));
    }

    /** Policy 7.5: a relation with a version holds for a provided name only if that has one, too. */
    private boolean provides(IndexedPackage provider, Relation relation) {
        return provided.computeIfAbsent(provider, Candidates::provided).getOrDefault(relation.name(), Set.of()).stream()
                .anyMatch(each -> (fits(provider, relation) || each.qualifier().equals(relation.qualifier()))
                        && includes(relation.bound(), each.bound()));
    }

    private static Map<String, Set<Relation>> provided(IndexedPackage provider) {
        Map<String, Set<Relation>> provided = new HashMap<>();
        for (List<Relation> group : Relation.of(provider, Field.PROVIDES)) {
            Relation each = group.get(0);
            provided.computeIfAbsent(each.name(), name -> new LinkedHashSet<>()).add(each);
        }
        return provided;
    }

    private static boolean includes(Relation.@Nullable Bound wanted, Relation.@Nullable Bound provided) {
        return wanted == null || (provided != null && wanted.holds(provided.version()));
    }

    /** An image has one architecture; a package for all counts as one of it, and {@code any} asks for Multi-Arch: allowed. */
    private boolean fits(IndexedPackage of, Relation relation) {
        return relation.qualifier().isEmpty()
                || relation.qualifier().equals(index.architecture())
                || (relation.qualifier().equals("any")
                        && of.text(Field.MULTI_ARCH).equals("allowed"));
    }
}
