package dev.slipway.archive.iso9660;

import java.util.List;

/**
 * Where the files of a volume lie, for an image that is a disk with partitions as well.
 *
 * @param last files that come last, each alone on whole units
 * @param unit a multiple of 2048 in bytes; the image is a multiple of it too
 * @param tail bytes to keep free between the last unit with files and the image's end, rounded up to units
 */
public record LayoutOptions(List<String> last, long unit, long tail) {
    /** No place is special. */
    public static final LayoutOptions COMPACT = new LayoutOptions(List.of(), Iso.BLOCK, 0);

    public LayoutOptions {
        last = List.copyOf(last);
        if (unit < Iso.BLOCK || unit % Iso.BLOCK != 0 || tail < 0) {
            throw new IllegalArgumentException("unit " + unit + ", tail " + tail);
        }
    }

    /** The block at or behind one that starts a unit. */
    long alignedUp(long block) {
        long blocks = unit / Iso.BLOCK;
        return (block + blocks - 1) / blocks * blocks;
    }
}
