package dev.slipway.tree;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/** Paths of a tree: text with {@code /}, never the host's paths. */
public final class TreePath {
    /** Canonical order: unsigned bytes of the UTF-8 form, which is the order of code points. */
    public static final Comparator<String> ORDER = (a, b) -> {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    /** PATH_MAX of Linux without its NUL (limits.h): no system call takes a longer path, so nothing can be unpacked to one. */
    public static final int MAX_BYTES = 4095;

    /** NAME_MAX of Linux (limits.h). */
    public static final int MAX_NAME_BYTES = 255;

    private TreePath() {}

    /** @throws TreeLimitExceeded if a path is longer than Linux takes, or a name in it is */
    public static void requirePossible(String path) {
        requireLength(path);
        int start = 0;
        for (int end = path.indexOf('/'); start >= 0; end = path.indexOf('/', start)) {
            if (bytes(path, start, end < 0 ? path.length() : end) > MAX_NAME_BYTES) {
                throw TreeLimitExceeded.at(
                        path, "has a name in it that is longer than the " + MAX_NAME_BYTES + " bytes that Linux takes");
            }
            start = end < 0 ? -1 : end + 1;
        }
    }

    /** @throws TreeLimitExceeded if a path is longer than Linux takes */
    static void requireLength(String path) {
        // A character takes at most three bytes, so most paths need not be measured.
        if (path.length() > MAX_BYTES / 3 && bytes(path, 0, path.length()) > MAX_BYTES) {
            throw TreeLimitExceeded.at(path, "is longer than the " + MAX_BYTES + " bytes that Linux takes");
        }
    }

    private static int bytes(String path, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            // Half of a surrogate pair counts two of the pair's four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    // UTF-16 sorts surrogates below U+E000..U+FFFF, UTF-8 above.
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    /**
     * The clean form of a path as archives and users write it: {@code ./a//b/} and {@code /a/b} become {@code a/b}.
     *
     * @return the empty string for the root
     * @throws PathLeavesTree if {@code ..} would leave the root
     */
    public static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    throw new PathLeavesTree(path);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }

    /** The parent's path, empty for an entry of the root. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last segment. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Joins two clean paths, either of which may be empty. */
    public static String join(String parent, String child) {
        if (parent.isEmpty()) {
            return child;
        }
        if (child.isEmpty()) {
            return parent;
        }
        return parent + "/" + child;
    }

    static void requireClean(String path) {
        if (!isClean(path)) {
            throw new IllegalArgumentException("not a clean path: '" + path + "'");
        }
    }

    /** Whether a path is what {@link #clean} gives. Runs for every entry that is made, so it makes nothing itself. */
    public static boolean isClean(String path) {
        if (path.indexOf('\0') >= 0) {
            return false;
        }
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            if (!isName(path, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return isName(path, start, path.length());
    }

    private static boolean isName(String path, int start, int end) {
        int length = end - start;
        return length > 2 || length > 0 && !path.regionMatches(start, "..", 0, length);
    }
}
