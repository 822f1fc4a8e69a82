package dev.slipway.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tree together the way unpacking would: the later entry wins, links in parents are followed inside the tree, missing
 * parents are made.
 */
public final class TreeBuilder {
    /** Follows no more links than Linux does (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    private static final Attributes PARENT = Attributes.of(0755, 0);

    private final NavigableMap<String, Entry> entries = new TreeMap<>(TreePath.ORDER);
    private final Attributes parentAttributes;

    /** Missing parents become root's, mode 0755, with this modification time in seconds. */
    public TreeBuilder(long mtime) {
        this.parentAttributes = PARENT.withMtime(mtime);
    }

    /** Starts from a tree. */
    public TreeBuilder(FileTree start, long mtime) {
        this(mtime);
        start.entries().forEach(entry -> entries.put(entry.path(), entry));
    }

    /**
     * Puts an entry. A directory over a directory changes its attributes and keeps what it holds; anything else replaces what
     * stood there and beneath.
     *
     * @return the path where the entry ended up, after links in its parents were followed
     */
    public String put(Entry entry) {
        String parent = resolveDirectory(TreePath.parent(entry.path()), entry.origin());
        Entry placed = entry.withPath(TreePath.join(parent, TreePath.name(entry.path())));
        Entry old = entries.get(placed.path());
        if (old != null && !(old.isDirectory() && placed.isDirectory())) {
            remove(old.path());
        }
        entries.put(placed.path(), placed);
        return placed.path();
    }

    /** Puts all entries of a tree over this one. */
    public TreeBuilder overlay(FileTree upper) {
        upper.entries().forEach(this::put);
        return this;
    }

    /** The entry at a path, after links in its parents were followed; the last segment's link is not. */
    public @Nullable Entry get(String path) {
        String parent = existingDirectory(TreePath.parent(path), 0);
        return parent == null ? null : entries.get(TreePath.join(parent, TreePath.name(path)));
    }

    /** Removes a path and all beneath it; nothing happens if it is not there. */
    public void remove(String path) {
        entries.remove(path);
        removeBeneath(path);
    }

    /** Removes all beneath a path, not the path itself. */
    public void removeBeneath(String path) {
        String start = path.isEmpty() ? "" : path + "/";
        List<String> beneath = new ArrayList<>();
        for (String other : entries.tailMap(start, true).keySet()) {
            if (!other.startsWith(start)) {
                break;
            }
            beneath.add(other);
        }
        beneath.forEach(entries::remove);
    }

    /** The tree as it is now. */
    public FileTree build() {
        return new FileTree(entries);
    }

    private String resolveDirectory(String path, Origin origin) {
        if (path.isEmpty()) {
            return path;
        }
        String found = existingDirectory(path, 0);
        if (found != null) {
            return found;
        }
        String parent = resolveDirectory(TreePath.parent(path), origin);
        String made = TreePath.join(parent, TreePath.name(path));
        Entry old = entries.get(made);
        if (old == null || !old.isDirectory()) {
            // A file or a dangling link where a directory must be: unpackers replace it.
            entries.put(made, new Entry(made, parentAttributes, new Node.Directory(), origin));
        }
        return made;
    }

    /** Where a directory path leads, or null if it leads to no directory. */
    private @Nullable String existingDirectory(String path, int linksFollowed) {
        String at = "";
        String[] segments = path.isEmpty() ? new String[0] : path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String next = TreePath.join(at, segments[i]);
            Entry entry = entries.get(next);
            if (entry == null) {
                return null;
            }
            if (entry.node() instanceof Node.Symlink link) {
                if (linksFollowed >= MAX_LINKS) {
                    return null;
                }
                next = existingDirectory(rootedTarget(at, link.target()), linksFollowed + 1);
                if (next == null) {
                    return null;
                }
            } else if (!entry.isDirectory()) {
                return null;
            }
            at = next;
        }
        return at;
    }

    /** A link's target as a clean path of this tree; {@code ..} at the root stays at the root, as in a chroot. */
    private static String rootedTarget(String directory, String target) {
        String whole = target.startsWith("/") ? target : directory + "/" + target;
        String at = "";
        for (String segment : whole.split("/", -1)) {
            if (segment.equals("..")) {
                at = TreePath.parent(at);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                at = TreePath.join(at, segment);
            }
        }
        return at;
    }
}
