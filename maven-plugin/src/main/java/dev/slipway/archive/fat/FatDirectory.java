package dev.slipway.archive.fat;

import dev.slipway.tree.Entry;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A directory: what is in it, in canonical order, under names that differ by more than their case.
 *
 * @param path empty for the root
 */
record FatDirectory(String path, List<DirectoryMember> members) {
    /** A directory is a file of at most 2 MiB (section 6.2). */
    private static final long MOST_SLOTS = 65536;

    FatDirectory {
        members = List.copyOf(members);
    }

    static FatDirectory of(String path, List<Entry> children) {
        Map<String, Entry> byFoldedName = new HashMap<>();
        Set<ShortName> taken = new HashSet<>();
        for (Entry child : children) {
            DirectoryMember.requireWritable(child);
            String name = TreePath.name(child.path());
            Entry twin = byFoldedName.put(name.toUpperCase(Locale.ROOT), child);
            if (twin != null) {
                throw new FatCannotHold(
                        child.path(),
                        "FAT does not distinguish it from '" + twin.path() + "'",
                        "Rename one of the two.");
            }
            if (ShortName.fits(name)) {
                taken.add(ShortName.of(name));
            }
        }
        FatDirectory directory = new FatDirectory(path, named(children, taken));
        if (directory.slots() > MOST_SLOTS) {
            throw new FatCannotHold(
                    path.isEmpty() ? "/" : path,
                    "a FAT directory ends at " + MOST_SLOTS + " entries of 32 bytes, these names take "
                            + directory.slots(),
                    "Spread the files over several directories.");
        }
        return directory;
    }

    // Names that are short by themselves were taken first: a made name must never push one of them away.
    private static List<DirectoryMember> named(List<Entry> children, Set<ShortName> taken) {
        List<DirectoryMember> members = new ArrayList<>();
        Map<ShortName, Integer> numbers = new HashMap<>();
        for (Entry child : children) {
            String name = TreePath.name(child.path());
            ShortName shortName = ShortName.fits(name) ? ShortName.of(name) : ShortName.unlike(taken, numbers, name);
            taken.add(shortName);
            members.add(new DirectoryMember(child, shortName));
        }
        return members;
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /** Slots of 32 bytes: the label in the root, the two dots elsewhere, then the members. */
    long slots() {
        return (isRoot() ? 1 : 2)
                + members.stream().mapToLong(DirectoryMember::slots).sum();
    }

    long bytes() {
        return slots() * Geometry.ENTRY_BYTES;
    }
}
