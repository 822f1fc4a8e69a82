package dev.slipway.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree as a file system keeps it: hard links are one inode, and a directory knows what it holds. */
public final class Inodes {
    private final List<Inode> all = new ArrayList<>();

    private Inodes() {}

    /** One inode. */
    public static final class Inode {
        private final int number;
        private final String path;
        private final Attributes attributes;
        private final Node node;
        private final Inode parent;
        private final List<Child> children = new ArrayList<>();
        private int links;

        private Inode(int number, Attributes rootAttributes) {
            this.number = number;
            this.path = "";
            this.attributes = rootAttributes;
            this.node = new Node.Directory();
            this.parent = this;
            this.links = 2;
        }

        private Inode(int number, Entry entry, Inode parent) {
            this.number = number;
            this.path = entry.path();
            this.attributes = entry.attributes();
            this.node = entry.node();
            this.parent = parent;
            this.links = entry.isDirectory() ? 2 : 0;
        }

        /** From 1 on; the root has 1. */
        public int number() {
            return number;
        }

        /** Its path, of hard links the first; that of the root is empty. */
        public String path() {
            return path;
        }

        public Attributes attributes() {
            return attributes;
        }

        public Node node() {
            return node;
        }

        /** The directory that it is in; the root is in itself. */
        public Inode parent() {
            return parent;
        }

        /** What a directory holds, by the unsigned bytes of the names; empty if this is none. */
        public List<Child> children() {
            return Collections.unmodifiableList(children);
        }

        /** How many names lead here; a directory has those of itself and of its subdirectories too. */
        public int links() {
            return links;
        }
    }

    /** A name in a directory. */
    public record Child(String name, Inode inode) {}

    /**
     * @param rootAttributes of the directory that the tree is in
     * @throws IllegalArgumentException if a directory is missing
     */
    public static Inodes of(FileTree tree, Attributes rootAttributes) {
        Inodes inodes = new Inodes();
        Map<String, Inode> directories = new HashMap<>();
        Map<String, Inode> files = new HashMap<>();
        inodes.all.add(new Inode(1, rootAttributes));
        directories.put("", inodes.root());
        for (Entry entry : tree.entries()) {
            Inode parent = directories.get(TreePath.parent(entry.path()));
            if (parent == null) {
                throw new IllegalArgumentException("no directory for " + entry.path());
            }
            Inode inode = inodes.inode(entry, parent, files);
            String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
            parent.children.add(new Child(name, inode));
            if (entry.isDirectory()) {
                directories.put(entry.path(), inode);
                parent.links++;
            } else {
                inode.links++;
            }
        }
        directories.values().forEach(each -> each.children.sort(Comparator.comparing(Child::name, TreePath.ORDER)));
        return inodes;
    }

    private Inode inode(Entry entry, Inode parent, Map<String, Inode> files) {
        if (entry.node() instanceof Node.RegularFile file) {
            return files.computeIfAbsent(file.inode(), any -> add(entry, parent));
        }
        return add(entry, parent);
    }

    private Inode add(Entry entry, Inode parent) {
        Inode inode = new Inode(all.size() + 1, entry, parent);
        all.add(inode);
        return inode;
    }

    /** All inodes by their numbers; a directory stands before what it holds. */
    public List<Inode> all() {
        return Collections.unmodifiableList(all);
    }

    /** The root directory. */
    public Inode root() {
        return all.get(0);
    }
}
