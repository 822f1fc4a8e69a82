package dev.slipway.packaging;

import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/** Names a tree by everything that an archive of it depends on. */
final class TreeKey {
    private TreeKey() {}

    static Digest of(FileTree tree) {
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        // What an inode is called says where a recipe lies; which paths share one is what counts.
        Map<String, String> firstPaths = new HashMap<>();
        for (Entry entry : tree.entries()) {
            Attributes at = entry.attributes();
            // A NUL can stand in no path, name or target, so no two trees give one text.
            String line = String.join(
                    "\0",
                    entry.path(),
                    at.mode() + " " + at.uid() + " " + at.gid() + " " + at.mtime(),
                    String.valueOf(at.xattrs().size()),
                    String.join("\0", at.xattrs().keySet()),
                    String.join("\0", at.xattrs().values()),
                    node(entry, firstPaths),
                    "");
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
    }

    private static String node(Entry entry, Map<String, String> firstPaths) {
        Node node = entry.node();
        if (node instanceof Node.RegularFile file) {
            String first = firstPaths.computeIfAbsent(file.inode(), inode -> entry.path());
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
