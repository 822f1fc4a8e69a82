package dev.slipway.archive.cpio;

import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import java.nio.charset.StandardCharsets;

/** What the format and the kernel's unpacker can take. The kernel skips what it cannot, without a word. */
final class CpioLimits {
    /** PATH_MAX, with the NUL (init/initramfs.c, do_header). */
    private static final int PATH_MAX = 4096;

    /** NAME_MAX of every file system an initramfs is unpacked to. */
    private static final int NAME_MAX = 255;

    private static final long MAX_32_BIT = 0xffff_ffffL;

    private CpioLimits() {}

    static void check(Entry entry) {
        checkPath(entry);
        long mtime = entry.attributes().mtime();
        if (mtime < 0 || mtime > MAX_32_BIT) {
            throw new DoesNotFitCpio(
                    entry,
                    "its modification time is " + mtime + " seconds from 1970; a cpio archive holds 0 to " + MAX_32_BIT,
                    "Give it a time between 1970 and 2106.");
        }
        if (entry.node() instanceof Node.RegularFile file && file.content().size() > MAX_32_BIT) {
            throw new DoesNotFitCpio(
                    entry,
                    "it has " + file.content().size() + " bytes; a file in a cpio archive has at most " + MAX_32_BIT,
                    "An initrd is held in memory: put large files on a disk, or leave them out.");
        }
        if (entry.node() instanceof Node.Symlink link && bytes(link.target()) >= PATH_MAX) {
            throw new DoesNotFitCpio(
                    entry,
                    "it is a symbolic link to a path of " + bytes(link.target()) + " bytes; Linux allows at most "
                            + (PATH_MAX - 1),
                    "Give the link a shorter target.");
        }
    }

    private static void checkPath(Entry entry) {
        if (bytes(entry.path()) >= PATH_MAX) {
            throw new DoesNotFitCpio(
                    entry,
                    "its path has " + bytes(entry.path()) + " bytes; Linux allows at most " + (PATH_MAX - 1),
                    "Give it a shorter path.");
        }
        for (String segment : entry.path().split("/", -1)) {
            if (bytes(segment) > NAME_MAX) {
                throw new DoesNotFitCpio(
                        entry,
                        "a name in its path has " + bytes(segment) + " bytes; Linux allows at most " + NAME_MAX,
                        "Give it a shorter name.");
            }
        }
        if (entry.path().equals(CpioWriter.TRAILER)) {
            throw new DoesNotFitCpio(
                    entry, "in a cpio archive a file of this name marks the end", "Give it another name.");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
