package dev.slipway.recipe.debian.dependency;

import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.IndexedPackage;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Versions that stay while others move to the newest. Only the newest ones say in the index what they need, exclude and provide. So an old
 * one moves if a newer one needs more than it is, or excludes it, or may do so, and if it belongs to one that moves ({@code =}). All at
 * their newest go together, so this has an end.
 */
final class StayingVersions {
    private static final Set<String> UP_TO = Set.of("=", "<<", "<=", "<");

    private final SortedMap<String, IndexedPackage> members;
    private final Candidates candidates;
    private final Map<String, DebianVersion> locked;
    private final Set<String> staying;

    StayingVersions(
            SortedMap<String, IndexedPackage> members, Candidates candidates, Map<String, DebianVersion> locked) {
        this.members = members;
        this.candidates = candidates;
        this.locked = locked;
        this.staying = new TreeSet<>(locked.keySet());
    }

    Set<String> staying() {
        int before;
        do {
            before = staying.size();
            for (IndexedPackage member : members.values()) {
                if (isOld(member)) {
                    follow(member);
                } else {
                    moveForNeeds(member);
                    moveForConflicts(member);
                }
            }
        } while (staying.size() < before);
        return staying;
    }

    private static List<List<Relation>> needs(IndexedPackage member) {
        List<List<Relation>> needs = new ArrayList<>(Relation.of(member, Field.PRE_DEPENDS));
        needs.addAll(Relation.of(member, Field.DEPENDS));
        return needs;
    }

    /** An old one goes along with those that its newest version needs in just one version, or in none that is newer. */
    private void follow(IndexedPackage member) {
        for (List<Relation> group : needs(member)) {
            for (Relation relation : group) {
                Relation.Bound bound = relation.bound();
                if (bound != null
                        && UP_TO.contains(bound.operator())
                        && members.containsKey(relation.name())
                        && !staying.contains(relation.name())) {
                    staying.remove(member.name());
                }
            }
        }
    }

    /** What a newest one needs, somebody has to be as it is; else all move that would be it then. */
    private void moveForNeeds(IndexedPackage member) {
        for (List<Relation> group : needs(member)) {
            List<IndexedPackage> able = new ArrayList<>(candidates.satisfying(group));
            able.removeIf(each -> members.get(each.name()) != each);
            if (able.stream().noneMatch(each -> !isOld(each) || isEnough(each, group))) {
                able.forEach(each -> staying.remove(each.name()));
            }
        }
    }

    private boolean isEnough(IndexedPackage old, List<Relation> group) {
        for (Relation relation : group) {
            Relation.Bound bound = relation.bound();
            if (relation.name().equals(old.name())) {
                if (bound == null || bound.holds(version(old))) {
                    return true;
                }
            } else if (bound == null && candidates.satisfying(List.of(relation)).contains(old)) {
                // A name without a version is taken to be provided by the old one, too.
                return true;
            }
        }
        return false;
    }

    /** Policy 7.3 and 7.4. No newest one excludes another newest one: the closure has refused that. */
    private void moveForConflicts(IndexedPackage member) {
        for (Field field : List.of(Field.CONFLICTS, Field.BREAKS)) {
            for (List<Relation> group : Relation.of(member, field)) {
                for (Relation relation : group) {
                    members.values().stream()
                            .filter(other -> other != member && isOld(other) && mayBeMeant(other, relation))
                            .forEach(other -> staying.remove(other.name()));
                }
            }
        }
    }

    /** With which version an old one provided a name, nobody knows. */
    private boolean mayBeMeant(IndexedPackage old, Relation relation) {
        Relation.Bound bound = relation.bound();
        if (relation.name().equals(old.name())) {
            return bound == null || bound.holds(version(old));
        }
        return bound != null
                && Relation.of(old, Field.PROVIDES).stream()
                        .map(group -> group.get(0))
                        .anyMatch(provided -> provided.name().equals(relation.name()) && provided.bound() != null);
    }

    private DebianVersion version(IndexedPackage old) {
        return Objects.requireNonNull(locked.get(old.name()));
    }

    private boolean isOld(IndexedPackage member) {
        return staying.contains(member.name()) && version(member).order(member.version()) != 0;
    }
}
