package dev.slipway.output.disk;

import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is to be.
 *
 * @param type what it holds
 * @param name in the partition table, unique on the disk
 * @param id of the partition; null for one that is derived of the disk's and the name
 * @param least bytes of the partition, rounded up to whole MiB
 * @param grows whether it takes the rest of the disk, and may grow with it; only the last one may
 * @param content its bytes, for a size of the partition that is not less
 */
public record Slot(
        Guid type, String name, @Nullable Guid id, long least, boolean grows, LongFunction<BlockImage> content) {
    /** A partition for an image. */
    public static Slot of(Guid type, String name, BlockImage content) {
        return new Slot(type, name, null, content.size(), false, size -> content);
    }

    /** The same with an identifier of its own. */
    public Slot withId(Guid other) {
        return new Slot(type, name, other, least, grows, content);
    }
}
