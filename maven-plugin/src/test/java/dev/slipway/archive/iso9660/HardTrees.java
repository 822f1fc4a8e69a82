package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.Generated;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Trees that are hard on an ISO writer. */
public final class HardTrees {
    static final long TIME = 1492533000;

    private HardTrees() {}

    /** Every kind of entry, long and twin names, long links, deep and wide directories. */
    public static FileTree everything() {
        List<Entry> entries = new ArrayList<>();
        for (int size : new int[] {0, 1, 2047, 2048, 2049, 100_000}) {
            entries.add(file("sizes/" + size, new Generated("size", size)));
        }
        for (String name : List.of(
                "readme",
                "README",
                "Readme",
                "read.me.txt",
                "read_me.txt",
                "a",
                "a.",
                "a.1",
                "A.b",
                "aa",
                "a b",
                "é",
                "日本",
                "\ud83d\ude80.txt",
                ".hidden",
                "x;1",
                "back\\slash",
                "*?:")) {
            entries.add(file("names/" + name, Content.of(name)));
        }
        for (int length : new int[] {64, 65, 110, 114, 115, 116, 182, 200, 249, 250, 251, 253}) {
            entries.add(file("long/" + "n".repeat(length), Content.of("" + length)));
            entries.add(file("long/" + "m".repeat(length - 4) + ".txt", Content.of("." + length)));
            entries.add(new Entry(
                    "long/" + "d".repeat(length), Attributes.of(0700, TIME), new Node.Directory(), Origin.NONE));
        }
        for (String target : List.of(
                "a",
                "/",
                ".",
                "..",
                "/usr/lib",
                "../../x/./y",
                "t".repeat(255),
                "é/".repeat(100) + "z",
                ("s".repeat(250) + "/").repeat(16) + "end",
                "a/".repeat(2000) + "end")) {
            entries.add(new Entry(
                    "links/to " + entries.size(), Attributes.of(0777, TIME), new Node.Symlink(target), Origin.NONE));
        }
        for (int i = 0; i < 400; i++) {
            entries.add(file("wide/file number " + i, Content.of("same for ten: " + i / 10)));
        }
        entries.add(file("deep/".repeat(30) + "file", Content.of("deep")));
        entries.addAll(specials());
        return SampleTrees.of(entries);
    }

    private static List<Entry> specials() {
        Attributes odd = new Attributes(06751, 0xffff_ffffL, 1234567, TIME, new TreeMap<>());
        Node shared = new Node.RegularFile(Content.of("shared"), "inode");
        return List.of(
                new Entry("special/char", odd, new Node.Device(Node.Device.Kind.CHARACTER, 5, 1), Origin.NONE),
                new Entry("special/block", odd, new Node.Device(Node.Device.Kind.BLOCK, 259, 100_000), Origin.NONE),
                new Entry("special/fifo", odd, new Node.Fifo(), Origin.NONE),
                new Entry("special/one", odd, shared, Origin.NONE),
                new Entry("special/other", odd, shared, Origin.NONE),
                new Entry("special/sticky", Attributes.of(01777, TIME), new Node.Directory(), Origin.NONE));
    }

    static Entry file(String path, Content content) {
        return new Entry(path, Attributes.of(0644, TIME), new Node.RegularFile(content, path), Origin.NONE);
    }
}
