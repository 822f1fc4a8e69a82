package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.BlockImage;
import java.util.Map;

/** A planned volume: its bytes, with the first 32 KiB free for a boot sector and partition tables, and where its files lie. */
public final class IsoImage {
    /** Bytes at the start that ECMA-119 leaves to others (6.2.1, the System Area). */
    public static final int SYSTEM_AREA = 16 * Iso.BLOCK;

    private final BlockImage image;
    private final Map<String, Extent> files;
    private final long dataEnd;

    IsoImage(BlockImage image, Map<String, Extent> files, long dataEnd) {
        this.image = image;
        this.files = Map.copyOf(files);
        this.dataEnd = dataEnd;
    }

    /** The volume. */
    public BlockImage image() {
        return image;
    }

    /** Offset of a regular file in bytes; 0 for an empty one. */
    public long offsetOf(String path) {
        return extent(path).block() * Iso.BLOCK;
    }

    /** Size of a regular file in bytes. */
    public long sizeOf(String path) {
        return extent(path).bytes();
    }

    /** Where the tail of the options starts: no file lies behind it. */
    public long dataEnd() {
        return dataEnd;
    }

    private Extent extent(String path) {
        Extent extent = files.get(path);
        if (extent == null) {
            throw new IllegalArgumentException("no file '" + path + "' on the volume");
        }
        return extent;
    }
}
