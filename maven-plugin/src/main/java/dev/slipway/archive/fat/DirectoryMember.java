package dev.slipway.archive.fat;

import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;

/** A file or directory with the short name it has in its directory. */
record DirectoryMember(Entry entry, ShortName shortName) {
    private static final long LARGEST_FILE = 0xffff_ffffL;

    /** @throws FatCannotHold if no FAT directory can hold it */
    static void requireWritable(Entry entry) {
        String name = TreePath.name(entry.path());
        if (!LongName.isWritable(name)) {
            throw new FatCannotHold(
                    entry.path(),
                    "FAT does not allow this name",
                    "A name has up to 255 UTF-16 units, none of \" * / : < > ? \\ |, no control character, no blank at its"
                            + " ends and no dot at its end.");
        }
        if (entry.node() instanceof Node.RegularFile file) {
            if (file.content().size() > LARGEST_FILE) {
                throw new FatCannotHold(
                        entry.path(),
                        "it has " + file.content().size() + " bytes, and a FAT file ends at " + LARGEST_FILE,
                        "Split the file, or put it on another file system.");
            }
        } else if (!entry.isDirectory()) {
            throw new FatCannotHold(
                    entry.path(),
                    "FAT has only files and directories",
                    "Leave links, devices and pipes out of what goes to a FAT volume.");
        }
    }

    String name() {
        return TreePath.name(entry.path());
    }

    /** Size in bytes; 0 for a directory, whose size FAT does not say. */
    long fileSize() {
        return entry.node() instanceof Node.RegularFile file ? file.content().size() : 0;
    }

    boolean needsLongName() {
        return !shortName.text().equals(name());
    }

    /** How many slots of 32 bytes it takes. */
    int slots() {
        return 1 + (needsLongName() ? new LongName(name()).entries() : 0);
    }
}
