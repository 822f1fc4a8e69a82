package dev.slipway.output.disk;

import dev.slipway.archive.ext4.Ext4Volume;
import dev.slipway.archive.ext4.Ext4Writer;
import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.HumanSize;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeBuilder;

/**
 * A partition for data: an empty ext4 file system, last on the disk, which grows with the disk when the system starts.
 *
 * @param least bytes that it has at least
 * @param id names exactly the system that it is for
 * @param timestamp when it was made, in seconds since 1970-01-01T00:00:00Z
 */
public record DataVolume(long least, Digest id, long timestamp) {
    private static final String NAME = "data";

    /** Before the first container, and before {@code 005-volumes}. */
    private static final String SCRIPT = "etc/init.d/002-data";

    private Guid guid() {
        return Guid.derived(id, NAME);
    }

    /** What the kernel's command line has to say. */
    public String words() {
        return "slipway.data=" + guid();
    }

    /** The partition. */
    public Slot slot() {
        return new Slot(Guid.VAR, NAME, guid(), least, true, this::fileSystem);
    }

    private BlockImage fileSystem(long size) {
        if (size >= Ext4Volume.LARGEST) {
            throw Problem.user(
                    "slipway.disk.size",
                    "the partition for data, which takes the rest of the disk, would have " + HumanSize.of(size)
                            + ", and its file system ends below " + HumanSize.of(Ext4Volume.LARGEST),
                    "Make the disk smaller, or leave slipway.disk.data out.");
        }
        return new Ext4Writer(new Ext4Volume(size, Guid.derived(id, "ext4").uuid(), NAME, timestamp)).image();
    }

    /**
     * Puts the files by which the system finds the partition.
     *
     * @param tools {@link dev.slipway.output.iso.BootLoader#diskTools}
     */
    public void putInto(TreeBuilder tree, FileTree tools) {
        tools.under(DiskInitrd.TOOLS).entries().stream()
                .filter(entry -> !entry.isDirectory())
                .forEach(tree::put);
        Content script = Content.of("#!/bin/sh\nexec /" + DiskInitrd.TOOLS + "/data\n");
        tree.put(Entry.file(SCRIPT, 0755, timestamp, script));
    }
}
