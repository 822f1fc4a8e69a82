package dev.slipway.tree;

import dev.slipway.content.Content;
import java.util.Objects;

/** One path of a tree. */
public final class Entry {
    private final String path;
    private final Attributes attributes;
    private final Node node;
    private final Origin origin;

    /** @param path relative and clean: no leading slash, no empty, {@code .} or {@code ..} segment */
    public Entry(String path, Attributes attributes, Node node, Origin origin) {
        this(attributes, node, origin, path);
        TreePath.requireClean(path);
    }

    /** @param path known to be clean: lists make entries of others each time that somebody asks, and looking would cost the most of it */
    private Entry(Attributes attributes, Node node, Origin origin, String path) {
        this.path = Objects.requireNonNull(path);
        this.attributes = Objects.requireNonNull(attributes);
        this.node = Objects.requireNonNull(node);
        this.origin = Objects.requireNonNull(origin);
    }

    /**
     * A file that is made here: it comes from no image, is linked to no other, and belongs to root.
     *
     * @param path relative and clean
     * @param mode the permissions, such as 0644
     * @param mtime in seconds since 1970-01-01T00:00:00Z
     */
    public static Entry file(String path, int mode, long mtime, Content content) {
        return new Entry(path, Attributes.of(mode, mtime), new Node.RegularFile(content, path), Origin.NONE);
    }

    /** Relative and clean: no leading slash, no empty, {@code .} or {@code ..} segment. */
    public String path() {
        return path;
    }

    public Attributes attributes() {
        return attributes;
    }

    public Node node() {
        return node;
    }

    public Origin origin() {
        return origin;
    }

    /** The same at another path. */
    public Entry withPath(String newPath) {
        return new Entry(newPath, attributes, node, origin);
    }

    /** The same below a clean path, as another origin's. */
    Entry below(String directory, Node newNode, Origin newOrigin) {
        return new Entry(attributes, newNode, newOrigin, TreePath.join(directory, path));
    }

    /** The same with other attributes. */
    public Entry withAttributes(Attributes newAttributes) {
        return new Entry(newAttributes, node, origin, path);
    }

    /** The same with another node. */
    Entry withNode(Node newNode) {
        return new Entry(attributes, newNode, origin, path);
    }

    /** The same with another origin. */
    public Entry withOrigin(Origin newOrigin) {
        return new Entry(attributes, node, newOrigin, path);
    }

    /** Whether this is a directory. */
    public boolean isDirectory() {
        return node instanceof Node.Directory;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry
                && path.equals(entry.path)
                && attributes.equals(entry.attributes)
                && node.equals(entry.node)
                && origin.equals(entry.origin);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return "Entry[path=" + path + ", attributes=" + attributes + ", node=" + node + ", origin=" + origin + "]";
    }
}
