package dev.slipway.tree;

/**
 * One path of a tree.
 *
 * @param path relative and clean: no leading slash, no empty, {@code .} or {@code ..} segment
 */
public record Entry(String path, Attributes attributes, Node node, Origin origin) {
    public Entry {
        TreePath.requireClean(path);
    }

    /** The same at another path. */
    public Entry withPath(String newPath) {
        return new Entry(newPath, attributes, node, origin);
    }

    /** The same with other attributes. */
    public Entry withAttributes(Attributes newAttributes) {
        return new Entry(path, newAttributes, node, origin);
    }

    /** The same with another origin. */
    public Entry withOrigin(Origin newOrigin) {
        return new Entry(path, attributes, node, newOrigin);
    }

    /** Whether this is a directory. */
    public boolean isDirectory() {
        return node instanceof Node.Directory;
    }
}
