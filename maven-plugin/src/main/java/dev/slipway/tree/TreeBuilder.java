package dev.slipway.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tree together the way unpacking would: the later entry wins, links in parents are followed inside the tree, missing
 * parents are made.
 */
public final class TreeBuilder {
    /**
     * Characters of paths of parents that nobody names and that are made, in all. Few archives leave parents out; a name of
     * 2,000 segments makes as many.
     */
    private static final long MAX_MADE = 32L << 20;

    private static final Attributes PARENT = Attributes.of(0755, 0);

    private final NavigableMap<String, Entry> entries = new TreeMap<>(TreePath.ORDER);

    private final PathResolution paths = new PathResolution(entries::get);

    /** One entry of every inode name ever used here, so that no two files come to share a name. */
    private final Map<String, Entry> inodes = new HashMap<>();

    private final Attributes parentAttributes;
    private long made;

    /** Missing parents become root's, mode 0755, with this modification time in seconds. */
    public TreeBuilder(long mtime) {
        this.parentAttributes = PARENT.withMtime(mtime);
    }

    /** Starts from a tree. */
    public TreeBuilder(FileTree start, long mtime) {
        this(mtime);
        for (Entry entry : start.entries()) {
            entries.put(entry.path(), entry);
            if (entry.node() instanceof Node.RegularFile file) {
                inodes.put(file.inode(), entry);
            }
        }
    }

    /**
     * Puts an entry. A directory over a directory changes its attributes and keeps what it holds; anything else replaces what
     * stood there and beneath, a link to a directory too: unpackers of OCI layers put a directory in its place.
     *
     * <p>A file becomes a hard link of the files here whose inode has the same name if content and attributes are the same;
     * otherwise the name means another file, and the new one gets a name of its own.
     *
     * @return the path where the entry ended up, after links in its parents were followed
     * @throws TooManyLinks if links in its parents lead in circles
     * @throws TreeLimitExceeded if Linux cannot have a file at this path
     */
    public String put(Entry entry) {
        return place(withOwnInode(entry));
    }

    /** Puts all entries of a tree over this one; its hard links stay together and never join files of this one. */
    public TreeBuilder overlay(FileTree upper) {
        Map<String, String> renamed = new HashMap<>();
        for (Entry entry : upper.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                String inode = renamed.computeIfAbsent(file.inode(), this::unusedInode);
                Entry own = withInode(entry, file, inode);
                inodes.put(inode, own);
                place(own);
            } else {
                place(entry);
            }
        }
        return this;
    }

    /** The entry at a path, after links in its parents were followed; the last segment's link is not. */
    public @Nullable Entry get(String path) {
        return paths.entry(path);
    }

    /**
     * Where a path to a directory leads, all links followed inside the tree.
     *
     * @return a path of this tree, empty for the root, or null if it leads to no directory
     */
    public @Nullable String directory(String path) {
        return paths.directory(path);
    }

    /** The entries beneath a directory, at their own paths; links are not followed. */
    public List<Entry> beneath(String directory) {
        // '0' is the character after '/'.
        return List.copyOf(
                directory.isEmpty()
                        ? entries.values()
                        : entries.subMap(directory + "/", directory + "0").values());
    }

    /** Removes a path and all beneath it; nothing happens if it is not there. */
    public void remove(String path) {
        entries.remove(path);
        removeBeneath(path);
    }

    /** Removes all beneath a path, not the path itself. */
    public void removeBeneath(String path) {
        if (path.isEmpty()) {
            entries.clear();
            return;
        }
        // '0' is the character after '/'.
        SortedMap<String, Entry> beneath = entries.subMap(path + "/", path + "0");
        beneath.clear();
    }

    /** The tree as it is now. */
    public FileTree build() {
        return new FileTree(List.copyOf(entries.values()));
    }

    private String place(Entry entry) {
        TreePath.requireLength(entry.path());
        String parent = madeDirectory(TreePath.parent(entry.path()), entry.origin());
        String path = TreePath.join(parent, TreePath.name(entry.path()));
        Entry placed = entry;
        if (!path.equals(entry.path())) {
            TreePath.requireLength(path);
            placed = entry.withPath(path);
        }
        Entry old = entries.get(path);
        if (old != null && old.isDirectory() && !placed.isDirectory()) {
            removeBeneath(path);
        }
        entries.put(path, placed);
        return path;
    }

    private Entry withOwnInode(Entry entry) {
        if (!(entry.node() instanceof Node.RegularFile file)) {
            return entry;
        }
        String inode = file.inode();
        Entry known = inodes.get(inode);
        for (int n = 2; known != null && !sameFile(known, entry); n++) {
            inode = file.inode() + "#" + n;
            known = inodes.get(inode);
        }
        Entry own = withInode(entry, file, inode);
        inodes.putIfAbsent(inode, own);
        return own;
    }

    private String unusedInode(String wanted) {
        String inode = wanted;
        for (int n = 2; inodes.containsKey(inode); n++) {
            inode = wanted + "#" + n;
        }
        return inode;
    }

    private static Entry withInode(Entry entry, Node.RegularFile file, String inode) {
        return inode.equals(file.inode())
                ? entry
                : new Entry(
                        entry.path(), entry.attributes(), new Node.RegularFile(file.content(), inode), entry.origin());
    }

    private static boolean sameFile(Entry a, Entry b) {
        return a.node() instanceof Node.RegularFile one
                && b.node() instanceof Node.RegularFile other
                && a.attributes().equals(b.attributes())
                && one.content().size() == other.content().size()
                && one.content().digest().equals(other.content().digest());
    }

    private String madeDirectory(String path, Origin origin) {
        String made = paths.directory(path, missing -> make(missing, origin));
        if (made == null) {
            throw new TooManyLinks(path);
        }
        return made;
    }

    private void make(String directory, Origin maker) {
        made += PathResolution.ENTRY + directory.length();
        if (made > MAX_MADE) {
            throw TreeLimitExceeded.at(directory, "and others have too many parent directories that nothing names");
        }
        entries.put(directory, new Entry(directory, parentAttributes, new Node.Directory(), maker));
    }
}
