package dev.slipway.recipe.debian.dependency;

import dev.slipway.problem.Problem;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.IndexedPackage;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import dev.slipway.recipe.debian.PackagesIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Packages with all that they depend on (Debian Policy 7.2, Depends and Pre-Depends). Of alternatives, one that is there anyway is
 * taken, else the first. So what has no alternative comes first, and a choice is made when nothing else is left to do.
 */
public final class Closure {
    /** More than any system has; the longest chain of foreign texts ends here. */
    private static final int MAX_MEMBERS = 5000;

    /** Links of a chain that a message shows; more than nearly any of Debian's has. */
    private static final int MAX_LINKS = 20;

    private final Candidates candidates;
    private final SortedMap<String, String> roots;
    private final Set<String> named;
    private final SortedMap<String, IndexedPackage> members = new TreeMap<>();
    private final Map<String, String> needers = new HashMap<>();
    private final SortedMap<String, Set<String>> edges = new TreeMap<>();
    private final Deque<IndexedPackage> fresh = new ArrayDeque<>();
    private final Deque<Need> choices = new ArrayDeque<>();

    private record Need(IndexedPackage of, List<Relation> alternatives) {}

    private Closure(PackagesIndex index, SortedMap<String, String> roots, Set<String> named) {
        this.candidates = new Candidates(index);
        this.roots = new TreeMap<>(roots);
        this.named = new TreeSet<>(named);
    }

    /**
     * @param index of all packages
     * @param roots names to the places of the recipe that want them with their dependencies; the index has them all
     * @param named all packages of the recipe: they are there anyway
     * @throws Problem if something cannot be satisfied, or two members exclude each other
     */
    public static Closure of(PackagesIndex index, SortedMap<String, String> roots, Set<String> named) {
        Closure closure = new Closure(index, roots, named);
        roots.keySet().forEach(name -> closure.add(closure.candidates.find(name).orElseThrow(), null));
        closure.follow();
        closure.refuseConflicts();
        return closure;
    }

    /** The packages, roots included, by name. */
    public SortedMap<String, IndexedPackage> members() {
        return new TreeMap<>(members);
    }

    /** Each member's name to those that satisfy its dependencies. */
    public SortedMap<String, List<String>> depends() {
        SortedMap<String, List<String>> depends = new TreeMap<>();
        members.keySet().forEach(name -> depends.put(name, List.copyOf(edges.getOrDefault(name, Set.of()))));
        return depends;
    }

    private void follow() {
        while (!fresh.isEmpty() || !choices.isEmpty()) {
            if (fresh.isEmpty()) {
                choose(choices.remove());
                continue;
            }
            IndexedPackage next = fresh.remove();
            for (Field field : List.of(Field.PRE_DEPENDS, Field.DEPENDS)) {
                for (List<Relation> group : Relation.of(next, field)) {
                    need(new Need(next, group));
                }
            }
        }
    }

    private void need(Need need) {
        Set<IndexedPackage> satisfying = candidates.satisfying(need.alternatives());
        if (satisfying.isEmpty()) {
            throw unsatisfied(need);
        }
        if (satisfying.size() == 1) {
            add(satisfying.iterator().next(), need.of());
        } else if (!satisfying.contains(need.of())) {
            choices.add(need);
        }
    }

    private void choose(Need need) {
        Set<IndexedPackage> satisfying = candidates.satisfying(need.alternatives());
        Optional<IndexedPackage> there = satisfying.stream()
                .filter(each -> members.containsKey(each.name()) || named.contains(each.name()))
                .findFirst();
        add(there.orElseGet(() -> satisfying.iterator().next()), need.of());
    }

    private void add(IndexedPackage member, @Nullable IndexedPackage needer) {
        if (needer != null && !needer.name().equals(member.name())) {
            edges.computeIfAbsent(needer.name(), name -> new TreeSet<>()).add(member.name());
        }
        if (members.putIfAbsent(member.name(), member) == null) {
            if (needer != null) {
                needers.put(member.name(), needer.name());
            }
            if (members.size() > MAX_MEMBERS) {
                throw Problem.user(
                        chain(member.name()),
                        "there are more than " + MAX_MEMBERS + " dependencies",
                        "Name fewer packages with 'dependencies: true'.");
            }
            fresh.add(member);
        }
    }

    /** From a package of the recipe to a member: {@code nginx -> libssl3 -> libc6}; the middle of a long one is left out. */
    public String chain(String name) {
        List<String> links = new ArrayList<>();
        for (String at = name; at != null; at = needers.get(at)) {
            links.add(at);
        }
        Collections.reverse(links);
        if (links.size() > MAX_LINKS) {
            links.subList(MAX_LINKS / 2, links.size() - MAX_LINKS / 2).clear();
            links.add(MAX_LINKS / 2, "..");
        }
        return String.join(" -> ", links);
    }

    private String place(String name) {
        String root = name;
        for (String at = name; at != null; at = needers.get(at)) {
            root = at;
        }
        return String.valueOf(roots.get(root));
    }

    private Problem unsatisfied(Need need) {
        String name = need.of().name();
        List<String> there = new ArrayList<>();
        for (Relation relation : need.alternatives()) {
            candidates.find(relation.name()).ifPresent(real -> there.add(real.name() + " " + real.version()));
        }
        return Problem.user(
                place(name),
                chain(name) + " needs " + Relation.text(need.alternatives()) + ", which "
                        + (there.isEmpty()
                                ? "no package of the recipe's suites is or provides"
                                : "the recipe's suites do not have: they have " + String.join(" and ", there)),
                "Add the suite or the archive that has it to 'debian' in the recipe, or leave 'dependencies' out and name"
                        + " each package.");
    }

    /** Policy 7.3 and 7.4: no two may exclude each other; a package that excludes what it provides means the others. */
    private void refuseConflicts() {
        for (IndexedPackage member : members.values()) {
            for (Field field : List.of(Field.CONFLICTS, Field.BREAKS)) {
                Relation.of(member, field).forEach(group -> refuseConflict(member, group));
            }
        }
    }

    private void refuseConflict(IndexedPackage member, List<Relation> group) {
        for (IndexedPackage other : candidates.satisfying(group)) {
            if (other != member && members.get(other.name()) == other) {
                throw Problem.user(
                        place(member.name()),
                        chain(member.name()) + " and " + chain(other.name()) + " cannot be installed together: "
                                + member.name() + " conflicts with " + Relation.text(group),
                        "Name another package that does the same as one of them; what a recipe names is taken before"
                                + " other alternatives.");
            }
        }
    }

    /**
     * Of packages that would keep an older version than the index has, those that can.
     *
     * @param locked names to these versions; names that are no members are given back
     */
    public Set<String> staying(Map<String, DebianVersion> locked) {
        return new StayingVersions(members, candidates, locked).staying();
    }

    /** What members recommend or suggest and is not in the closure, each in the words of the package, with who says so. */
    public List<String> leftOut(Field field) {
        SortedMap<String, Set<String>> wishes = new TreeMap<>();
        for (IndexedPackage member : members.values()) {
            for (List<Relation> group : Relation.of(member, field)) {
                boolean there = candidates.satisfying(group).stream()
                        .anyMatch(each -> members.containsKey(each.name()) || named.contains(each.name()));
                if (!there) {
                    wishes.computeIfAbsent(Relation.text(group), text -> new TreeSet<>())
                            .add(member.name());
                }
            }
        }
        List<String> texts = new ArrayList<>();
        wishes.forEach((wish, by) -> texts.add(wish + " (" + String.join(", ", by) + ")"));
        return texts;
    }

    /** The packages that every Debian system has and no package names, as far as they are not in the closure. */
    public List<String> essentialLeftOut() {
        return candidates.essential().stream()
                .map(IndexedPackage::name)
                .filter(name -> !members.containsKey(name) && !named.contains(name))
                .toList();
    }
}
