package dev.slipway.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable tree of files. Change is a new tree: see {@link TreeBuilder}. */
public final class FileTree {
    /** The tree that holds nothing. */
    public static final FileTree EMPTY = new FileTree(List.of());

    /** In canonical order: a third of a map's memory, and as quick to search. */
    private final List<Entry> entries;

    /** @param entries in canonical order, no path twice, in a list that nobody changes */
    FileTree(List<Entry> entries) {
        this.entries = entries;
    }

    /** All entries in canonical order; a directory stands before what it holds. */
    public List<Entry> entries() {
        return entries;
    }

    /** The entry at a clean path; links are not followed. */
    public Optional<Entry> find(String path) {
        return Optional.ofNullable(get(path));
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

    /**
     * This tree as an origin's work below a directory, or at the root if that is empty.
     *
     * @param inodes begins the names of its inodes
     */
    public FileTree claimed(String directory, String inodes, Origin origin) {
        return map(entry -> {
            Node node = entry.node() instanceof Node.RegularFile file
                    ? new Node.RegularFile(file.content(), inodes + file.inode())
                    : entry.node();
            return entry.below(directory, node, origin);
        });
    }

    /** This tree as an origin's work. */
    public FileTree withOrigin(Origin origin) {
        return map(entry -> entry.withOrigin(origin));
    }

    /** This tree with no modification time above a limit, in seconds. */
    public FileTree clampedTo(long mtime) {
        if (entries.stream().allMatch(entry -> entry.attributes().mtime() <= mtime)) {
            return this;
        }
        return map(entry -> entry.attributes().mtime() <= mtime
                ? entry
                : entry.withAttributes(entry.attributes().withMtime(mtime)));
    }

    /** The entries below a clean path, at their paths relative to it; hard links stay. */
    public FileTree subtree(String path) {
        int start = path.length() + 1;
        return new FileTree(EntryList.mapped(
                beneath(path), entry -> entry.withPath(entry.path().substring(start))));
    }

    /** The entries below a clean path that is not the root, at their own paths. */
    public List<Entry> beneath(String path) {
        // '0' is the character after '/'.
        return entries.subList(from(entries, path + "/"), from(entries, path + "0"));
    }

    /** This tree but for some entries; a directory is not left out without what it holds. */
    public FileTree without(Set<String> paths) {
        if (paths.isEmpty()) {
            return this;
        }
        return selected(IntStream.range(0, entries.size())
                .filter(i -> !paths.contains(entries.get(i).path()))
                .toArray());
    }

    /** @param indexes in {@link #entries}, upwards */
    private FileTree selected(int[] indexes) {
        return new FileTree(EntryList.selected(entries, indexes));
    }

    /** Some of the entries, in an order of one's own. */
    public List<Entry> entries(int[] indexes) {
        return EntryList.selected(entries, indexes.clone());
    }

    /** Where the entry at a clean path stands among {@link #entries}; negative if there is none. */
    public int indexOf(String path) {
        int at = from(entries, path);
        return at < entries.size() && entries.get(at).path().equals(path) ? at : -1;
    }

    @Nullable
    Entry get(String path) {
        return get(entries, path);
    }

    /** The entry of a sorted list at a path. */
    static @Nullable Entry get(List<Entry> entries, String path) {
        int at = from(entries, path);
        Entry found = at < entries.size() ? entries.get(at) : null;
        return found != null && found.path().equals(path) ? found : null;
    }

    /** The index of the first entry of a sorted list that does not stand before a path. */
    static int from(List<Entry> entries, String path) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (TreePath.ORDER.compare(entries.get(middle).path(), path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param change keeps the order of the paths, and gives the same whenever it is asked */
    private FileTree map(UnaryOperator<Entry> change) {
        return new FileTree(EntryList.mapped(entries, change));
    }
}
