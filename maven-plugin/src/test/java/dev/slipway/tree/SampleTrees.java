package dev.slipway.tree;

import dev.slipway.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trees for tests: the same seed, the same tree. */
public final class SampleTrees {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "usr",
            "lib",
            "x.ko",
            "dé",
            "日本",
            "with space",
            "\ud83d\ude80",
            "-",
            "0",
            "n".repeat(90),
            "TRAILER");

    private SampleTrees() {}

    /** Entries of every kind, in no order; some files are hard links of one another. */
    public static List<Entry> randomEntries(long seed) {
        Random random = new Random(seed);
        TreeBuilder builder = new TreeBuilder(random.nextInt(1_000_000));
        List<Entry> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String path = randomPath(random);
            Entry entry = new Entry(path, randomAttributes(random), randomNode(random, path + i), Origin.NONE);
            if (!files.isEmpty() && random.nextInt(5) == 0) {
                entry = files.get(random.nextInt(files.size())).withPath(path);
            }
            builder.put(entry);
            if (entry.node() instanceof Node.RegularFile) {
                files.add(entry);
            }
        }
        List<Entry> entries = new ArrayList<>(builder.build().entries());
        Collections.shuffle(entries, random);
        return entries;
    }

    /** A tree of every kind of entry. */
    public static FileTree random(long seed) {
        return of(randomEntries(seed));
    }

    /** What a file system finds hard: large files and holes, many names in a directory, hard links, long names, many owners. */
    public static FileTree hard(long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (int size : List.of(0, 1, 4095, 4096, 4097, 131_071, 131_072, 131_073, 700_000)) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            entries.add(file("size/" + size, bytes, "s" + size));
            entries.add(file("same/" + size, bytes, "t" + size));
        }
        byte[] holes = new byte[1 << 20];
        holes[300_000] = 1;
        holes[holes.length - 1] = 2;
        entries.add(file("holes/some", holes, "h"));
        entries.add(file("holes/only", new byte[300_000], "o"));
        entries.add(file("holes/linked", holes, "h"));
        for (int i = 0; i < 1500; i++) {
            byte[] text = ("text " + i).getBytes(StandardCharsets.UTF_8);
            entries.add(file("many/" + "n".repeat(i % 200) + i, text, "m" + i)
                    .withAttributes(Attributes.of(0600, 1_000_000 + i).withOwner(i % 300, 70_000 + i % 7)));
        }
        entries.add(file("x".repeat(255) + "/" + "é".repeat(127), new byte[] {1}, "l"));
        entries.add(new Entry("link", Attributes.of(0777, 5), new Node.Symlink("t".repeat(4000)), Origin.NONE));
        entries.add(new Entry("empty", Attributes.of(01777, 6), new Node.Directory(), Origin.NONE));
        return of(entries);
    }

    private static Entry file(String path, byte[] bytes, String inode) {
        return new Entry(
                path, Attributes.of(0644, 1_492_533_000), new Node.RegularFile(Content.of(bytes), inode), Origin.NONE);
    }

    /** A tree of these entries. */
    public static FileTree of(List<Entry> entries) {
        TreeBuilder builder = new TreeBuilder(0);
        entries.forEach(builder::put);
        return builder.build();
    }

    private static String randomPath(Random random) {
        List<String> segments = new ArrayList<>();
        for (int depth = random.nextInt(5); depth >= 0; depth--) {
            segments.add(NAMES.get(random.nextInt(NAMES.size())));
        }
        return String.join("/", segments);
    }

    private static Attributes randomAttributes(Random random) {
        SortedMap<String, String> xattrs = new TreeMap<>();
        if (random.nextInt(8) == 0) {
            xattrs.put("security.capability", "\u0001\u0000\u0000\u0002\u0000\u00ff\u0080\n=");
        }
        long uid = random.nextInt(4) == 0 ? 0xffff_ffffL : random.nextInt(2000);
        return new Attributes(random.nextInt(010000), uid, random.nextInt(2000), random.nextInt(), xattrs)
                .withMtime(random.nextInt(Integer.MAX_VALUE));
    }

    private static Node randomNode(Random random, String inode) {
        return switch (random.nextInt(8)) {
            case 0 -> new Node.Directory();
            case 1 -> new Node.Symlink(random.nextBoolean() ? "../" + "t".repeat(random.nextInt(150)) : "zié/l");
            case 2 ->
                new Node.Device(
                        random.nextBoolean() ? Node.Device.Kind.CHARACTER : Node.Device.Kind.BLOCK,
                        random.nextInt(4096),
                        random.nextInt(1 << 20));
            case 3 -> new Node.Fifo();
            default -> {
                byte[] bytes = new byte[random.nextInt(4) == 0 ? 512 * random.nextInt(4) : random.nextInt(3000)];
                random.nextBytes(bytes);
                yield new Node.RegularFile(Content.of(bytes), inode);
            }
        };
    }
}
