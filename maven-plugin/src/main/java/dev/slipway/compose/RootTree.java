package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root file system in the making. The later entry wins, as it does when the kernel unpacks an initrd, with two exceptions
 * that keep images together of which one has {@code /lib} as a directory and the other as a link to {@code usr/lib}: a directory
 * never takes the place of a link that leads to a directory, and a link that takes a directory's place takes over what the
 * directory held.
 */
final class RootTree {
    private final TreeBuilder tree;
    private final long mtime;
    private final Warnings warnings;

    /** @param mtime modification time, in seconds, of all that is made here, and the highest there can be */
    RootTree(long mtime, Warnings warnings) {
        this.tree = new TreeBuilder(mtime);
        this.mtime = mtime;
        this.warnings = warnings;
    }

    /** The entry at a path; links in its parents are followed. */
    @Nullable
    Entry get(String path) {
        return tree.get(path);
    }

    /** Makes a directory and its parents, root's and 0755 each, as LinuxKit does before each bundle and volume. */
    void makeDirectories(String path, Origin origin) {
        String parent = TreePath.parent(path);
        if (!parent.isEmpty()) {
            makeDirectories(parent, origin);
        }
        Entry old = tree.get(path);
        Attributes plain = Attributes.of(0755, mtime);
        // The first to make a directory keeps it: its origin does not move when a container is added to the YAML.
        if (old == null || !old.isDirectory() || !old.attributes().equals(plain)) {
            tree.put(new Entry(path, plain, new Node.Directory(), origin));
        }
    }

    /** Makes a file, root's and 0644. */
    void makeFile(String path, Content content, Origin origin) {
        put(new Entry(path, Attributes.of(0644, mtime), made(content, path, origin), origin));
    }

    /** A new inode for generated content. */
    static Node.RegularFile made(Content content, String path, Origin origin) {
        return new Node.RegularFile(content, origin.location() + "/made/" + path);
    }

    /** Puts an image's tree below a directory that is there; {@link #overlay} is for the root. */
    void place(FileTree image, String directory, Origin origin) {
        String inodes = inodes(origin);
        FileTree claimed = image.claimed(directory, inodes, origin);
        if (!tree.graft(claimed, directory, inodes)) {
            claimed.entries().forEach(tree::put);
        }
    }

    /** Puts an image's tree over the root. */
    void overlay(FileTree image, Origin origin) {
        List<Entry> linksOverDirectories = new ArrayList<>();
        for (Entry entry : image.claimed("", inodes(origin), origin).entries()) {
            if (isLinkOverDirectory(entry)) {
                // Last, when all that the link may lead to is there.
                linksOverDirectories.add(entry);
            } else {
                put(entry);
            }
        }
        linksOverDirectories.forEach(this::put);
    }

    /** Puts one entry, by the rules of this class. */
    void put(Entry entry) {
        if (entry.isDirectory() && isLinkToDirectory(entry.path())) {
            return;
        }
        if (isLinkOverDirectory(entry)) {
            takeOver(entry);
            return;
        }
        warnOfLoss(entry);
        tree.put(entry);
    }

    /** The tree as it is now, with no modification time above the limit. */
    FileTree build() {
        return tree.build().clampedTo(mtime);
    }

    /** Whether a link stands at a path that leads to a directory. */
    boolean isLinkToDirectory(String path) {
        Entry old = tree.get(path);
        return old != null && old.node() instanceof Node.Symlink && tree.directory(path) != null;
    }

    private boolean isLinkOverDirectory(Entry entry) {
        if (!(entry.node() instanceof Node.Symlink)) {
            return false;
        }
        Entry old = tree.get(entry.path());
        return old != null && old.isDirectory() && !tree.beneath(old.path()).isEmpty();
    }

    private void takeOver(Entry link) {
        Entry directory = tree.get(link.path());
        if (directory == null) {
            throw new IllegalStateException("no directory at " + link.path());
        }
        List<Entry> held = tree.beneath(directory.path());
        tree.put(link);
        if (tree.directory(link.path()) == null) {
            tree.put(directory);
            held.forEach(tree::put);
            warnings.add(
                    link.origin(),
                    "the link '" + link.path() + "' leads to no directory and is left out: a directory" + " from "
                            + directory.origin().location() + " stands there and is not empty");
            return;
        }
        for (Entry entry : held) {
            // What the link's target has already is from a later image.
            if (tree.get(entry.path()) == null) {
                tree.put(entry);
            }
        }
    }

    private void warnOfLoss(Entry entry) {
        Entry old = entry.isDirectory() ? null : tree.get(entry.path());
        if (old != null && old.isDirectory()) {
            int lost = tree.beneath(old.path()).size();
            if (lost > 0) {
                warnings.add(
                        entry.origin(),
                        "'" + entry.path() + "' takes the place of a directory from "
                                + old.origin().location() + "; " + lost + " entries in it are gone");
            }
        }
    }

    /** Two uses of one image are two sets of inodes: a hard link never leaves its bundle. */
    private static String inodes(Origin origin) {
        return origin.location() + "/image/";
    }
}
