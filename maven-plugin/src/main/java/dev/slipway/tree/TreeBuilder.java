package dev.slipway.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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

    /** Scans of the fixed entries for a name of an inode, before a map is made of them. */
    private static final int MAX_SCANS = 8;

    /** What the tree began with and what was grafted, in canonical order: held by others, too, and so never changed. */
    private List<Entry> fixed;

    /** What was put since, over the fixed entries; nothing where one of them was removed. */
    private final NavigableMap<String, Optional<Entry>> changes = new TreeMap<>(TreePath.ORDER);

    private final PathResolution paths = new PathResolution(this::at);

    /** One entry of every inode name ever used here, so that no two files come to share a name; those of fixed entries if asked often. */
    private final Map<String, Entry> inodes = new HashMap<>();

    /** What the names of all inodes of fixed entries begin with. */
    private final List<String> fixedInodes = new ArrayList<>();

    private int scans;
    private final Attributes parentAttributes;
    private long made;

    /** Missing parents become root's, mode 0755, with this modification time in seconds. */
    public TreeBuilder(long mtime) {
        this(FileTree.EMPTY, mtime);
    }

    /** Starts from a tree. */
    public TreeBuilder(FileTree start, long mtime) {
        this.parentAttributes = PARENT.withMtime(mtime);
        this.fixed = start.entries();
        if (!fixed.isEmpty()) {
            fixedInodes.add("");
        }
    }

    private @Nullable Entry at(String path) {
        Optional<Entry> changed = changes.get(path);
        return changed == null ? FileTree.get(fixed, path) : changed.orElse(null);
    }

    private void change(String path, @Nullable Entry entry) {
        if (entry != null) {
            changes.put(path, Optional.of(entry));
        } else if (FileTree.get(fixed, path) == null) {
            changes.remove(path);
        } else {
            changes.put(path, Optional.empty());
        }
    }

    /**
     * Puts a tree below a directory that holds nothing, without a copy of its entries. They have to be in place already: each with a path
     * below the directory, and an inode whose name begins as no other one here does.
     *
     * @param inodes what the names of all its inodes begin with
     * @return whether that could be done; else put the entries one by one
     * @throws TreeLimitExceeded if Linux cannot have a file at one of the paths
     */
    public boolean graft(FileTree tree, String directory, String inodes) {
        boolean known = fixedInodes.contains(inodes)
                || this.inodes.keySet().stream().anyMatch(inode -> inode.startsWith(inodes));
        if (known
                || !directory.equals(paths.directory(directory))
                || !beneath(directory).isEmpty()) {
            return false;
        }
        tree.entries().forEach(entry -> TreePath.requireLength(entry.path()));
        int at = FileTree.from(fixed, directory + "/");
        if (at != FileTree.from(fixed, directory + "0")) {
            // All of it was removed here.
            return false;
        }
        fixed = EntryList.joined(
                List.of(EntryList.part(fixed, 0, at), tree.entries(), EntryList.part(fixed, at, fixed.size())));
        fixedInodes.add(inodes);
        scans = 0;
        return true;
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
        if (directory.isEmpty()) {
            return overlaid(fixed, changes);
        }
        // '0' is the character after '/'.
        int from = FileTree.from(fixed, directory + "/");
        int to = FileTree.from(fixed, directory + "0");
        return overlaid(EntryList.part(fixed, from, to), changes.subMap(directory + "/", directory + "0"));
    }

    /** Fixed entries with the changes to them, as they are now. */
    private static List<Entry> overlaid(List<Entry> fixed, SortedMap<String, Optional<Entry>> changes) {
        if (fixed.isEmpty()) {
            return changes.values().stream().flatMap(Optional::stream).toList();
        }
        List<List<Entry>> parts = new ArrayList<>();
        List<Entry> put = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, Optional<Entry>> change : changes.entrySet()) {
            int next = FileTree.from(fixed, change.getKey());
            if (next > at) {
                parts.add(List.copyOf(put));
                parts.add(EntryList.part(fixed, at, next));
                put.clear();
            }
            boolean replaced = next < fixed.size() && fixed.get(next).path().equals(change.getKey());
            at = replaced ? next + 1 : next;
            change.getValue().ifPresent(put::add);
        }
        parts.add(List.copyOf(put));
        parts.add(EntryList.part(fixed, at, fixed.size()));
        return EntryList.joined(parts);
    }

    /** Removes a path and all beneath it; nothing happens if it is not there. */
    public void remove(String path) {
        change(path, null);
        removeBeneath(path);
    }

    /** Removes all beneath a path, not the path itself. */
    public void removeBeneath(String path) {
        beneath(path).forEach(entry -> change(entry.path(), null));
    }

    /** The tree as it is now. */
    public FileTree build() {
        return new FileTree(overlaid(fixed, changes));
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
        Entry old = at(path);
        if (old != null && old.isDirectory() && !placed.isDirectory()) {
            removeBeneath(path);
        }
        change(path, placed);
        return path;
    }

    private Entry withOwnInode(Entry entry) {
        if (!(entry.node() instanceof Node.RegularFile file)) {
            return entry;
        }
        String inode = file.inode();
        Entry known = withInode(inode);
        for (int n = 2; known != null && !sameFile(known, entry); n++) {
            inode = file.inode() + "#" + n;
            known = withInode(inode);
        }
        Entry own = withInode(entry, file, inode);
        inodes.putIfAbsent(inode, own);
        return own;
    }

    /** An entry whose inode has this name. */
    private @Nullable Entry withInode(String inode) {
        Entry known = inodes.get(inode);
        if (known != null || fixedInodes.stream().noneMatch(inode::startsWith)) {
            return known;
        }
        if (scans > MAX_SCANS) {
            return null;
        }
        scans++;
        if (scans > MAX_SCANS) {
            fixed.forEach(entry -> {
                if (entry.node() instanceof Node.RegularFile file) {
                    inodes.putIfAbsent(file.inode(), entry);
                }
            });
            return inodes.get(inode);
        }
        return fixed.stream()
                .filter(entry -> entry.node() instanceof Node.RegularFile file
                        && file.inode().equals(inode))
                .findFirst()
                .orElse(null);
    }

    private String unusedInode(String wanted) {
        String inode = wanted;
        for (int n = 2; withInode(inode) != null; n++) {
            inode = wanted + "#" + n;
        }
        return inode;
    }

    private static Entry withInode(Entry entry, Node.RegularFile file, String inode) {
        return inode.equals(file.inode()) ? entry : entry.withNode(new Node.RegularFile(file.content(), inode));
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
        change(directory, new Entry(directory, parentAttributes, new Node.Directory(), maker));
    }
}
