package dev.slipway.output.iso;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;

/** Files that all have one time and that nobody may write. */
public final class FileSet {
    private final long timestamp;
    private final TreeBuilder tree;

    public FileSet(long timestamp) {
        this.timestamp = timestamp;
        this.tree = new TreeBuilder(timestamp);
    }

    /** Puts a file. */
    public FileSet put(String path, Content content) {
        tree.put(Entry.file(path, 0444, timestamp, content));
        return this;
    }

    /** Puts the regular files of a tree below a path; FAT has no others. */
    public FileSet putAll(String prefix, FileTree files) {
        for (Entry entry : files.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                put(TreePath.join(prefix, entry.path()), file.content());
            }
        }
        return this;
    }

    /** What was put. */
    public FileTree tree() {
        return tree.build();
    }
}
