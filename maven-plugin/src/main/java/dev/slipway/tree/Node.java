package dev.slipway.tree;

import dev.slipway.content.Content;

/** What stands at a path. */
public sealed interface Node {
    /** A directory. */
    record Directory() implements Node {}

    /**
     * A file with content. Entries of one tree whose {@code inode} is equal are hard links of one another and equal in content
     * and attributes.
     *
     * @param inode a name of the file that is unique in its tree, whatever paths lead to it
     */
    record RegularFile(Content content, String inode) implements Node {}

    /** @param target as written, never resolved */
    record Symlink(String target) implements Node {}

    /**
     * A character or block special file.
     *
     * @param major 0 to 4095, as Linux has it
     * @param minor 0 to 2^20-1
     */
    record Device(Kind kind, long major, long minor) implements Node {
        public Device {
            if (!isPossible(major, minor)) {
                throw new IllegalArgumentException("no device of Linux: " + major + ":" + minor);
            }
        }

        /** Whether Linux can have a device of these numbers. */
        public static boolean isPossible(long major, long minor) {
            return major >= 0 && major < 1 << 12 && minor >= 0 && minor < 1 << 20;
        }

        /** Which of the two. */
        public enum Kind {
            CHARACTER,
            BLOCK
        }
    }

    /** A named pipe. */
    record Fifo() implements Node {}
}
