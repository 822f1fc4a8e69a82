package dev.slipway.output;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Cuts a composed tree into segments, one per origin, in the order in which LinuxKit processes the sections. */
public final class Segments {
    private static final List<String> SECTIONS =
            List.of("kernel", "init", "volume", "onboot", "onshutdown", "services", "files");

    private Segments() {}

    /** The segments of a tree. Every directory is written once, by the first segment that holds it or something beneath it. */
    public static List<Segment> of(FileTree tree) {
        Map<Location, List<Entry>> byLocation = new TreeMap<>();
        tree.entries().forEach(entry -> byLocation
                .computeIfAbsent(Location.of(entry.origin().location()), any -> new ArrayList<>())
                .add(entry));
        Set<String> written = new HashSet<>();
        List<Segment> segments = new ArrayList<>();
        byLocation.forEach((location, own) -> {
            List<Entry> entries = withParents(tree, own, written);
            if (!entries.isEmpty()) {
                segments.add(
                        new Segment(location.toString(), own.get(0).origin().source(), entries));
            }
        });
        return segments;
    }

    private static List<Entry> withParents(FileTree tree, List<Entry> own, Set<String> written) {
        Map<String, Entry> entries = new TreeMap<>(TreePath.ORDER);
        for (Entry entry : own) {
            for (String parent = TreePath.parent(entry.path());
                    !parent.isEmpty() && written.add(parent);
                    parent = TreePath.parent(parent)) {
                tree.find(parent).ifPresent(directory -> entries.put(directory.path(), directory));
            }
            if (!entry.isDirectory() || written.add(entry.path())) {
                entries.put(entry.path(), entry);
            }
        }
        return new ArrayList<>(entries.values());
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
