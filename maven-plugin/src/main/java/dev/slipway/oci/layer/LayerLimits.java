package dev.slipway.oci.layer;

/**
 * How large a layer may become when it is unpacked. A layer that exceeds the first two is refused while it is read, long before its
 * digest could be compared.
 *
 * @param always bytes that every layer may have, however small it is compressed
 * @param room bytes that the disk has for it
 */
public record LayerLimits(long always, long room) {
    /** The default of what every layer may have: more zeros than an honest small layer has, and unpacked in about a second. */
    public static final long ALWAYS = 256L << 20;

    /**
     * What deflate can reach (258 bytes in 2 bits), so a gzip layer is never refused. zstd and xz reach thirty times of it, but not with
     * files that somebody needs.
     */
    public static final int MAX_RATIO = 1032;

    /** No other limit than the ratio. */
    public static final LayerLimits DEFAULT = new LayerLimits(ALWAYS, Long.MAX_VALUE);

    /**
     * @param compressed bytes read so far
     * @param plain bytes made of them
     * @throws MalformedLayer if that is too much
     */
    void check(long compressed, long plain, String where) {
        if (plain > always && plain / MAX_RATIO > compressed) {
            throw MalformedLayer.withRemedy(
                    where,
                    "it is unpacked to more than " + (always >> 20) + " MiB and to more than " + MAX_RATIO
                            + " times its compressed size, like a decompression bomb",
                    "Do not use this image. If you made it yourself and it is full of zeros, allow more for a layer:"
                            + " -Dslipway.layerLimit=8G");
        }
        if (plain > room) {
            throw MalformedLayer.withRemedy(
                    where,
                    "unpacked it needs more than the " + (room >> 20) + " MiB that are free on the disk of the store",
                    "Free some space, or put the store on a larger disk with -Dslipway.store=DIRECTORY.");
        }
    }
}
