package dev.slipway.archive.image;

/**
 * A run of bytes of an image.
 *
 * @param offset of its first byte
 * @param length in bytes, at least 1
 */
public record Extent(long offset, long length) {
    /** The byte behind its last one. */
    public long end() {
        return offset + length;
    }
}
