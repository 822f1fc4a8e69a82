package dev.slipway.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An immutable tree of files. Change is a new tree: see {@link TreeBuilder}. */
public final class FileTree {
    /** The tree that holds nothing. */
    public static final FileTree EMPTY = new FileTree(new TreeMap<>(TreePath.ORDER));

    private final NavigableMap<String, Entry> entries;

    FileTree(Map<String, Entry> entries) {
        NavigableMap<String, Entry> sorted = new TreeMap<>(TreePath.ORDER);
        sorted.putAll(entries);
        this.entries = Collections.unmodifiableNavigableMap(sorted);
    }

    /** All entries in canonical order; a directory stands before what it holds. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The entry at a clean path; links are not followed. */
    public Optional<Entry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** This tree, moved below a clean path; that path's own directories are not part of the result unless made by the caller. */
    public FileTree under(String prefix) {
        return map(entry -> {
            Entry moved = entry.withPath(TreePath.join(prefix, entry.path()));
            if (entry.node() instanceof Node.RegularFile file) {
                Node.RegularFile named = new Node.RegularFile(file.content(), prefix + "/" + file.inode());
                return new Entry(moved.path(), moved.attributes(), named, moved.origin());
            }
            return moved;
        });
    }

    /** This tree as an origin's work. */
    public FileTree withOrigin(Origin origin) {
        return map(entry -> entry.withOrigin(origin));
    }

    /** This tree with no modification time above a limit, in seconds. */
    public FileTree clampedTo(long mtime) {
        return map(entry -> entry.attributes().mtime() <= mtime
                ? entry
                : entry.withAttributes(entry.attributes().withMtime(mtime)));
    }

    /** The entries below a clean path, at their paths relative to it; hard links stay. */
    public FileTree subtree(String path) {
        List<Entry> inside = new ArrayList<>();
        String start = path + "/";
        for (Entry entry : entries.tailMap(start, true).values()) {
            if (!entry.path().startsWith(start)) {
                break;
            }
            inside.add(entry.withPath(entry.path().substring(start.length())));
        }
        return of(inside);
    }

    private FileTree map(UnaryOperator<Entry> change) {
        return of(entries.values().stream().map(change).toList());
    }

    private static FileTree of(Collection<Entry> entries) {
        Map<String, Entry> byPath = new TreeMap<>(TreePath.ORDER);
        entries.forEach(entry -> byPath.put(entry.path(), entry));
        return new FileTree(byPath);
    }
}
