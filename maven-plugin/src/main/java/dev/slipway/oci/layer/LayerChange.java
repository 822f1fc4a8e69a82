package dev.slipway.oci.layer;

import dev.slipway.tree.Entry;

/** What one member of a layer does to the tree below (OCI image-spec, "Change Types"). Paths are clean; links in them count. */
public sealed interface LayerChange {
    /** Adds or replaces. A file's inode is named uniquely in its layer. */
    record Added(Entry entry) implements LayerChange {}

    /** Another name of the file at the path {@code target}. */
    record HardLink(String path, String target) implements LayerChange {}

    /** Takes a path of lower layers away, and all beneath it. */
    record Whiteout(String path) implements LayerChange {}

    /** Takes away all that lower layers have beneath a directory; empty for the root. */
    record Opaque(String directory) implements LayerChange {}
}
