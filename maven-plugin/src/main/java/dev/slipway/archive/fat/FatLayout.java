package dev.slipway.archive.fat;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directories and files of a volume, before anything has a place. */
final class FatLayout {
    private final List<FatDirectory> directories = new ArrayList<>();
    private final List<Entry> files = new ArrayList<>();

    /** @throws FatCannotHold if something has no place on a FAT volume */
    FatLayout(FileTree tree) {
        Map<String, List<Entry>> children = new TreeMap<>(TreePath.ORDER);
        children.put("", new ArrayList<>());
        for (Entry entry : tree.entries()) {
            children.computeIfAbsent(TreePath.parent(entry.path()), path -> new ArrayList<>())
                    .add(entry);
            if (entry.isDirectory()) {
                children.computeIfAbsent(entry.path(), path -> new ArrayList<>());
            } else {
                files.add(entry);
            }
        }
        children.forEach((path, members) -> directories.add(FatDirectory.of(path, members)));
    }

    /** The root first, then the others in canonical order. */
    List<FatDirectory> directories() {
        return directories;
    }

    FatDirectory root() {
        return directories.get(0);
    }

    /** In canonical order. */
    List<Entry> files() {
        return files;
    }

    static long sizeOf(Entry file) {
        return file.node() instanceof Node.RegularFile regular
                ? regular.content().size()
                : 0;
    }

    /** Clusters that directories and files take. */
    long clustersIn(Geometry geometry) {
        long clusters = 0;
        for (FatDirectory directory : directories) {
            clusters += hasClusters(directory, geometry) ? geometry.clustersOf(directory.bytes()) : 0;
        }
        for (Entry file : files) {
            clusters += geometry.clustersOf(sizeOf(file));
        }
        return clusters;
    }

    /** Whether a directory lies among the clusters: all but the root of FAT12 and FAT16. */
    static boolean hasClusters(FatDirectory directory, Geometry geometry) {
        return !directory.isRoot() || geometry.type() == FatType.FAT32;
    }
}
