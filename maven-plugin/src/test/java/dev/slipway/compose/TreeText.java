package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Trees as text, for tests: one line a path, {@code kind mode uid:gid what path}. */
final class TreeText {
    private TreeText() {}

    /** The tree as the fixtures have it: contents by digest, hard links not told apart. */
    static List<String> lines(FileTree tree) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            lines.add(String.join(" ", kindAndAttributes(entry), what(entry.node()), entry.path()));
        }
        return lines;
    }

    /** Paths, with a slash behind directories and an arrow before a link's target. */
    static List<String> paths(FileTree tree) {
        return tree.entries().stream()
                .map(entry -> entry.node() instanceof Node.Symlink link
                        ? entry.path() + " -> " + link.target()
                        : entry.path() + (entry.isDirectory() ? "/" : ""))
                .toList();
    }

    /** A tree of lines such as {@code bin/ 0755}, {@code bin/sh 0755 =content} and {@code lib -> usr/lib}. */
    static FileTree tree(String... lines) {
        TreeBuilder tree = new TreeBuilder(5);
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (parts[1].equals("->")) {
                tree.put(entry(parts[0], 0777, new Node.Symlink(parts[2])));
            } else if (parts[0].endsWith("/")) {
                String path = parts[0].substring(0, parts[0].length() - 1);
                tree.put(entry(path, Integer.parseInt(parts[1], 8), new Node.Directory()));
            } else {
                Content content = Content.of(parts.length < 3 ? parts[0] : parts[2].substring(1));
                tree.put(entry(parts[0], Integer.parseInt(parts[1], 8), new Node.RegularFile(content, parts[0])));
            }
        }
        return tree.build();
    }

    static Entry entry(String path, int mode, Node node) {
        return new Entry(path, new Attributes(mode, 0, 0, 5, Collections.emptySortedMap()), node, Origin.NONE);
    }

    private static String kindAndAttributes(Entry entry) {
        Attributes of = entry.attributes();
        return String.format(Locale.ROOT, "%s %04o %d:%d", kind(entry.node()), of.mode(), of.uid(), of.gid());
    }

    private static String kind(Node node) {
        if (node instanceof Node.Device device) {
            return device.kind() == Node.Device.Kind.BLOCK ? "b" : "c";
        }
        if (node instanceof Node.Symlink) {
            return "l";
        }
        if (node instanceof Node.Fifo) {
            return "p";
        }
        return node instanceof Node.Directory ? "d" : "f";
    }

    private static String what(Node node) {
        if (node instanceof Node.RegularFile file) {
            return file.content().digest().hex();
        }
        if (node instanceof Node.Symlink link) {
            return link.target();
        }
        return node instanceof Node.Device device ? device.major() + "," + device.minor() : "-";
    }
}
