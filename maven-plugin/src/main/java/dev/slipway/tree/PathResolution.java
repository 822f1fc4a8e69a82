package dev.slipway.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows paths through the links of a tree as path_resolution(7) does, with the tree's root as the root that {@code ..} cannot leave. */
public final class PathResolution {
    /** Follows no more links than Linux does (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    /**
     * Characters of paths that may be looked up while links and missing parents are followed, in all. A large image needs some
     * millions; links that lead through links to long targets need that for each of their files.
     */
    private static final long MAX_WALKED = 1L << 28;

    /** What an entry costs besides the characters of its path. */
    static final int ENTRY = 128;

    private final Function<String, @Nullable Entry> entries;
    private long walked;

    /** Paths of a tree. */
    public PathResolution(FileTree tree) {
        this(tree::get);
    }

    /** @param entries gives the entry at a clean path */
    PathResolution(Function<String, @Nullable Entry> entries) {
        this.entries = entries;
    }

    /** The entry at a path, after links in its parents were followed; the last segment's link is not. */
    public @Nullable Entry entry(String path) {
        String parent = directory(TreePath.parent(path));
        return parent == null ? null : entries.apply(TreePath.join(parent, TreePath.name(path)));
    }

    /**
     * Where a path to a directory leads, all links followed inside the tree.
     *
     * @return a path of the tree, empty for the root, or null if it leads to no directory
     */
    public @Nullable String directory(String path) {
        return directory(path, null);
    }

    /**
     * @param maker makes the directories that are missing, also where a dangling link points to, and replaces what is neither directory
     *     nor link; null makes nothing
     * @return null if it leads to no directory, or in circles
     */
    @Nullable
    String directory(String path, @Nullable Consumer<String> maker) {
        // A directory's own path has no links in it, as every entry's parent is a directory.
        return isDirectory(path) ? path : walk(path, maker);
    }

    private boolean isDirectory(String path) {
        if (path.isEmpty()) {
            return true;
        }
        Entry entry = entries.apply(path);
        return entry != null && entry.isDirectory();
    }

    private @Nullable String walk(String path, @Nullable Consumer<String> maker) {
        Deque<String> ahead = new ArrayDeque<>(segments(path));
        String at = "";
        for (int links = 0; !ahead.isEmpty(); ) {
            String segment = ahead.pop();
            String next = TreePath.join(at, segment);
            countStep(next, path);
            Entry entry = entries.apply(next);
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (segment.equals("..")) {
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
                    maker.accept(next);
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

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
