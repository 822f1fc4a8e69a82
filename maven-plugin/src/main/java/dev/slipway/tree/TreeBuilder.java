package dev.slipway.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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
    /** Follows no more links than Linux does (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    /**
     * Characters of paths that may be looked up while links and missing parents are followed, in all. A large image needs some
     * millions; links that lead through links to long targets need that for each of their files.
     */
    private static final long MAX_WALKED = 1L << 28;

    /**
     * Characters of paths of parents that nobody names and that are made, in all. Few archives leave parents out; a name of
     * 2,000 segments makes as many.
     */
    private static final long MAX_MADE = 32L << 20;

    /** What an entry costs besides the characters of its path. */
    private static final int ENTRY = 128;

    private static final Attributes PARENT = Attributes.of(0755, 0);

    private final NavigableMap<String, Entry> entries = new TreeMap<>(TreePath.ORDER);

    /** One entry of every inode name ever used here, so that no two files come to share a name. */
    private final Map<String, Entry> inodes = new HashMap<>();

    private final Attributes parentAttributes;
    private long walked;
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
        String parent = directory(TreePath.parent(path));
        return parent == null ? null : entries.get(TreePath.join(parent, TreePath.name(path)));
    }

    /**
     * Where a path to a directory leads, all links followed inside the tree.
     *
     * @return a path of this tree, empty for the root, or null if it leads to no directory
     */
    public @Nullable String directory(String path) {
        return isDirectory(path) ? path : walk(path, null);
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
        return new FileTree(entries);
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
        if (isDirectory(path)) {
            return path;
        }
        String made = walk(path, origin);
        if (made == null) {
            throw new TooManyLinks(path);
        }
        return made;
    }

    /** A directory's own path has no links in it, as every entry's parent is a directory. */
    private boolean isDirectory(String path) {
        Entry entry = entries.get(path);
        return path.isEmpty() || entry != null && entry.isDirectory();
    }

    /**
     * Follows a path segment by segment as path_resolution(7) does, with this tree's root as the root that {@code ..} cannot
     * leave.
     *
     * @param maker makes what is missing, also where a dangling link points to, and replaces what is neither directory nor
     *     link; null makes nothing
     * @return null if it leads to no directory, or in circles
     */
    private @Nullable String walk(String path, @Nullable Origin maker) {
        Deque<String> ahead = new ArrayDeque<>(segments(path));
        String at = "";
        for (int links = 0; !ahead.isEmpty(); ) {
            String segment = ahead.pop();
            String next = TreePath.join(at, segment);
            countStep(next, path);
            Entry entry = entries.get(next);
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            } else if (segment.equals("..")) {
                at = TreePath.parent(at);
            } else if (entry != null && entry.node() instanceof Node.Symlink link) {
                if (++links > MAX_LINKS || !isPossible(link.target())) {
                    // ELOOP, ENAMETOOLONG
                    return null;
                }
                at = link.target().startsWith("/") ? "" : at;
                List<String> target = segments(link.target());
                for (int i = target.size() - 1; i >= 0; i--) {
                    ahead.push(target.get(i));
                }
            } else {
                if (entry == null || !entry.isDirectory()) {
                    if (maker == null) {
                        return null;
                    }
                    make(next, maker);
                }
                at = next;
            }
        }
        return at;
    }

    private static boolean isPossible(String target) {
        return target.length() <= TreePath.MAX_BYTES && target.indexOf('\0') < 0;
    }

    private void countStep(String next, String path) {
        walked += ENTRY + next.length();
        if (walked > MAX_WALKED) {
            throw TreeLimitExceeded.at(path, "and others lead through too many symbolic links");
        }
        TreePath.requireLength(next);
    }

    private void make(String directory, Origin maker) {
        made += ENTRY + directory.length();
        if (made > MAX_MADE) {
            throw TreeLimitExceeded.at(directory, "and others have too many parent directories that nothing names");
        }
        entries.put(directory, new Entry(directory, parentAttributes, new Node.Directory(), maker));
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
