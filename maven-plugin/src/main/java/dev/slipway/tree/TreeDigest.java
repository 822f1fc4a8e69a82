package dev.slipway.tree;

import dev.slipway.content.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Names entries by everything that an archive of them depends on. */
public final class TreeDigest {
    private TreeDigest() {}

    /** The digest of a tree. */
    public static Digest of(FileTree tree) {
        return of(tree.entries());
    }

    /** The digest of some entries in this order. */
    public static Digest of(Collection<Entry> entries) {
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        // What an inode is called says where a recipe lies; which paths share one is what counts.
        SharedInodes shared = SharedInodes.of(entries);
        Map<String, String> firstPaths = new HashMap<>();
        for (Entry entry : entries) {
            Attributes at = entry.attributes();
            // A NUL can stand in no path, name or target, so no two trees give one text.
            String line = String.join(
                    "\0",
                    entry.path(),
                    at.mode() + " " + at.uid() + " " + at.gid() + " " + at.mtime(),
                    String.valueOf(at.xattrs().size()),
                    String.join("\0", at.xattrs().keySet()),
                    String.join("\0", at.xattrs().values()),
                    node(entry, shared, firstPaths),
                    "");
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
    }

    private static String node(Entry entry, SharedInodes shared, Map<String, String> firstPaths) {
        Node node = entry.node();
        if (node instanceof Node.RegularFile file) {
            String first = shared.contains(file.inode())
                    ? firstPaths.computeIfAbsent(file.inode(), inode -> entry.path())
                    : entry.path();
            return "file " + file.content().digest() + " " + first;
        }
        if (node instanceof Node.Symlink link) {
            return "symlink " + link.target();
        }
        if (node instanceof Node.Device device) {
            return device.kind() + " " + device.major() + " " + device.minor();
        }
        return node instanceof Node.Directory ? "directory" : "fifo";
    }
}
