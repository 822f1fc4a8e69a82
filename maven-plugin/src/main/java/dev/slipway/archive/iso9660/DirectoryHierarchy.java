package dev.slipway.archive.iso9660;

import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/** All directories of one tree in the order of the path table: by depth, then by parent, then by name (ECMA-119, 6.9.1). */
final class DirectoryHierarchy {
    /** The path table names a parent with 16 bits (9.4.4). */
    private static final int MOST_DIRECTORIES = 0xffff;

    private final Map<String, Directory> directories = new LinkedHashMap<>();

    private DirectoryHierarchy() {}

    /** @param kept what the tree can name */
    static DirectoryHierarchy of(FileTree files, Attributes root, Names names, Predicate<Entry> kept) {
        Map<String, List<Entry>> children = new HashMap<>();
        for (Entry entry : files.entries()) {
            if (kept.test(entry)) {
                children.computeIfAbsent(TreePath.parent(entry.path()), path -> new ArrayList<>())
                        .add(entry);
            }
        }
        DirectoryHierarchy hierarchy = new DirectoryHierarchy();
        Queue<Directory> waiting = new ArrayDeque<>();
        waiting.add(new Directory("", 1, 1, new byte[1], root, members(children.getOrDefault("", List.of()), names)));
        int numbers = 1;
        while (!waiting.isEmpty()) {
            Directory next = waiting.remove();
            hierarchy.directories.put(next.path(), next);
            for (DirectoryEntry member : next.members()) {
                if (member.entry().isDirectory()) {
                    numbers++;
                    List<Entry> inside = children.getOrDefault(member.path(), List.of());
                    Attributes attributes = member.entry().attributes();
                    waiting.add(new Directory(
                            member.path(),
                            numbers,
                            next.number(),
                            member.identifier(),
                            attributes,
                            members(inside, names)));
                }
            }
        }
        hierarchy.requireCountable();
        return hierarchy;
    }

    private void requireCountable() {
        if (directories.size() > MOST_DIRECTORIES) {
            throw new IsoCannotHold(
                    "/",
                    directories.size() + " directories, and its path table ends at " + MOST_DIRECTORIES,
                    "Put part of the tree into an archive.");
        }
    }

    private static List<DirectoryEntry> members(List<Entry> entries, Names names) {
        Set<String> taken = new HashSet<>();
        List<DirectoryEntry> members = new ArrayList<>();
        for (Entry entry : entries) {
            String name = TreePath.name(entry.path());
            String own = entry.isDirectory() ? names.directory(name, taken) : names.file(name, taken);
            taken.add(names.key(own));
            byte[] identifier = entry.isDirectory() ? names.directoryIdentifier(own) : names.fileIdentifier(own);
            members.add(new DirectoryEntry(entry, own, identifier));
        }
        members.sort(Comparator.comparing(DirectoryEntry::name, names.order()));
        return members;
    }

    /** In the order of the path table. */
    Iterable<Directory> directories() {
        return directories.values();
    }

    Directory root() {
        return at("");
    }

    /** The directory that holds one, or the root for itself. */
    Directory parentOf(Directory directory) {
        return at(TreePath.parent(directory.path()));
    }

    private Directory at(String path) {
        Directory directory = directories.get(path);
        if (directory == null) {
            throw new IllegalStateException("no directory '" + path + "'");
        }
        return directory;
    }
}
