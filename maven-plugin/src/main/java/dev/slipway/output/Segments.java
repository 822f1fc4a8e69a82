package dev.slipway.output;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Cuts a composed tree into segments, one per origin, in the order in which LinuxKit processes the sections. */
public final class Segments {
    private static final List<String> SECTIONS =
            List.of("kernel", "init", "volume", "onboot", "onshutdown", "services", "files");

    private Segments() {}

    /** The segments of a tree. Every directory is written once, by the first segment that holds it or something beneath it. */
    public static List<Segment> of(FileTree tree) {
        Map<Location, IntStream.Builder> byLocation = new TreeMap<>();
        List<Entry> entries = tree.entries();
        for (int i = 0; i < entries.size(); i++) {
            byLocation
                    .computeIfAbsent(Location.of(entries.get(i).origin().location()), any -> IntStream.builder())
                    .add(i);
        }
        BitSet written = new BitSet();
        List<Segment> segments = new ArrayList<>();
        byLocation.forEach((location, indexes) -> {
            int[] own = indexes.build().toArray();
            int[] all = withParents(tree, own, written);
            if (all.length > 0) {
                String source = entries.get(own[0]).origin().source();
                segments.add(new Segment(location.toString(), source, tree.entries(all)));
            }
        });
        return segments;
    }

    /** @param written the directories that a segment before this one has */
    private static int[] withParents(FileTree tree, int[] own, BitSet written) {
        BitSet indexes = new BitSet();
        String last = "";
        for (int index : own) {
            Entry entry = tree.entries().get(index);
            String parent = TreePath.parent(entry.path());
            // Entries of one directory follow one another.
            if (!parent.equals(last)) {
                addParents(tree, parent, written, indexes);
                last = parent;
            }
            if (!entry.isDirectory()) {
                indexes.set(index);
            } else if (!written.get(index)) {
                written.set(index);
                indexes.set(index);
            }
        }
        return indexes.stream().toArray();
    }

    private static void addParents(FileTree tree, String directory, BitSet written, BitSet indexes) {
        for (String parent = directory; !parent.isEmpty(); parent = TreePath.parent(parent)) {
            int index = tree.indexOf(parent);
            if (index < 0 || written.get(index)) {
                return;
            }
            written.set(index);
            indexes.set(index);
        }
    }

    /** {@code init[1]}: section and index; all of {@code files} is one segment, its entries are small. */
    private record Location(String section, int index) implements Comparable<Location> {
        private static final Comparator<Location> ORDER = Comparator.<Location>comparingInt(
                        location -> Math.floorMod(SECTIONS.indexOf(location.section), SECTIONS.size() + 1))
                .thenComparing(Location::section)
                .thenComparingInt(Location::index);

        static Location of(String location) {
            int bracket = location.indexOf('[');
            if (bracket < 0) {
                return new Location(location, 0);
            }
            String section = location.substring(0, bracket);
            int index = section.equals("files")
                    ? 0
                    : Integer.parseInt(location.substring(bracket + 1, location.length() - 1));
            return new Location(section, index);
        }

        @Override
        public int compareTo(Location other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return section.equals("kernel") || section.equals("files") ? section : section + "[" + index + "]";
        }
    }
}
