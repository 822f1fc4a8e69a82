package dev.slipway.archive.iso9660;

import dev.slipway.tree.Entry;

/**
 * What a directory holds.
 *
 * @param name as its tree names it, without a version
 * @param identifier the name as it is recorded
 */
record DirectoryEntry(Entry entry, String name, byte[] identifier) {
    String path() {
        return entry.path();
    }
}
