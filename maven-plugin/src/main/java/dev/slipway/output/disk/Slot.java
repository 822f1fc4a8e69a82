package dev.slipway.output.disk;

import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;

/**
 * A partition that is to be.
 *
 * @param type what it holds
 * @param name in the partition table, unique on the disk: the partition's identifier is derived of it
 * @param attributes bit set of the table, 0 for none
 * @param content its bytes; its size is that of the partition, rounded up to whole MiB
 */
public record Slot(Guid type, String name, long attributes, BlockImage content) {
    /** A partition without attributes. */
    public Slot(Guid type, String name, BlockImage content) {
        this(type, name, 0, content);
    }
}
