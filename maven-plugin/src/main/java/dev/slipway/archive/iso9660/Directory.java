package dev.slipway.archive.iso9660;

import dev.slipway.tree.Attributes;
import java.util.List;

/**
 * A directory of one of the two trees.
 *
 * @param path empty for the root
 * @param number its place in the path table, from 1
 * @param parent the parent's number; the root is its own parent
 * @param identifier as its parent records it; one zero byte for the root
 * @param members in the order of their records
 */
record Directory(
        String path, int number, int parent, byte[] identifier, Attributes attributes, List<DirectoryEntry> members) {
    Directory {
        members = List.copyOf(members);
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /** Its names: in its parent, in itself, and in each of its directories. */
    int links() {
        return 2
                + (int) members.stream()
                        .filter(member -> member.entry().isDirectory())
                        .count();
    }
}
