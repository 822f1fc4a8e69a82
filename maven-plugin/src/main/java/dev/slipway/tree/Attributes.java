package dev.slipway.tree;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an inode says about itself besides its kind.
 *
 * @param mode permission bits, 0 to 07777
 * @param uid owner, 0 to 2^32-1
 * @param gid group, 0 to 2^32-1
 * @param mtime modification time in whole seconds since 1970-01-01T00:00:00Z
 * @param xattrs extended attributes: name to value, each character of the value one byte (ISO-8859-1)
 */
public record Attributes(int mode, long uid, long gid, long mtime, SortedMap<String, String> xattrs) {
    private static final long MAX_ID = 0xffff_ffffL;

    public Attributes {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode has more than permission bits: " + Integer.toOctalString(mode));
        }
        if (uid < 0 || uid > MAX_ID || gid < 0 || gid > MAX_ID) {
            throw new IllegalArgumentException("owner out of range: " + uid + ":" + gid);
        }
        if (xattrs.values().stream().anyMatch(value -> value.chars().anyMatch(c -> c > 0xff))) {
            throw new IllegalArgumentException("a character of an extended attribute is no byte: " + xattrs.keySet());
        }
        // Nearly no file has any; trees of many thousand entries share one empty map.
        xattrs = xattrs.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /** Attributes of something that root owns and that has no extended attributes. */
    public static Attributes of(int mode, long mtime) {
        return new Attributes(mode, 0, 0, mtime, Collections.emptySortedMap());
    }

    /** The same with another mode. */
    public Attributes withMode(int newMode) {
        return new Attributes(newMode, uid, gid, mtime, xattrs);
    }

    /** The same with another owner. */
    public Attributes withOwner(long newUid, long newGid) {
        return new Attributes(mode, newUid, newGid, mtime, xattrs);
    }

    /** The same with another modification time, in seconds. */
    public Attributes withMtime(long newMtime) {
        return new Attributes(mode, uid, gid, newMtime, xattrs);
    }
}
