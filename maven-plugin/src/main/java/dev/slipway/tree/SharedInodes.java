package dev.slipway.tree;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The inodes that have several names, which are few: whoever writes hard links remembers those, and not each file of a tree. It takes
 * eleven to twenty-two bytes for each file to find them.
 */
public final class SharedInodes {
    private final Set<String> names = new HashSet<>();
    private final long[] table;

    private SharedInodes(int entries) {
        // At most three quarters of the table are taken, and the last look of each search finds an empty place.
        this.table = new long[Integer.highestOneBit(Math.max(1, entries + entries / 2)) * 2];
    }

    /** Those of some entries; now and then one that has a single name is among them. */
    public static SharedInodes of(Collection<Entry> entries) {
        SharedInodes shared = new SharedInodes(entries.size());
        for (Entry entry : entries) {
            if (entry.node() instanceof Node.RegularFile file && !shared.isFirst(hash(file.inode()))) {
                shared.names.add(file.inode());
            }
        }
        return shared;
    }

    /** False for most inodes that have one name. */
    public boolean contains(String inode) {
        return names.contains(inode);
    }

    private boolean isFirst(long hash) {
        int at = (int) (hash >>> 32) & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = hash;
        return true;
    }

    /** FNV-1a; names that somebody chose to have one hash make this slower, not wrong. */
    private static long hash(String inode) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < inode.length(); i++) {
            hash = (hash ^ inode.charAt(i)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
