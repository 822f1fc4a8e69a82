package dev.slipway.archive.tar;

import dev.slipway.tree.Attributes;

/**
 * One member of a tar archive, as written: nothing is cleaned or resolved.
 *
 * @param name the path as written; may start with {@code ./} or {@code /} and end with {@code /}
 * @param link target of a hard or symbolic link as written, else empty
 * @param size bytes of content; 0 for all but files
 * @param offset where the content starts in the archive, in bytes
 * @param major of a device, else 0
 * @param minor of a device, else 0
 */
public record TarMember(
        String name, Kind kind, Attributes attributes, String link, long size, long offset, long major, long minor) {
    /** The same under another name. */
    public TarMember withName(String newName) {
        return new TarMember(newName, kind, attributes, link, size, offset, major, minor);
    }

    /** What a member makes when it is unpacked (POSIX pax, "ustar Interchange Format", typeflag). */
    public enum Kind {
        FILE,
        HARD_LINK,
        SYMLINK,
        CHARACTER,
        BLOCK,
        DIRECTORY,
        FIFO
    }
}
