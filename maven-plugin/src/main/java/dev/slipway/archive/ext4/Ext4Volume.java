package dev.slipway.archive.ext4;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What an empty volume is made of.
 *
 * @param size in bytes: what the file system may take; it takes whole blocks of 4 KiB, and leaves out an end that is too small for a group
 * @param id of the volume; derive it from the content
 * @param label its name, at most 16 bytes
 * @param timestamp when it was made, in seconds since 1970-01-01T00:00:00Z
 */
public record Ext4Volume(long size, UUID id, String label, long timestamp) {
    /** The smallest volume that is made: room for the tables and the journal. */
    public static final long SMALLEST = 16L << 20;

    /** Block numbers have 32 bits. */
    public static final long LARGEST = 16L << 40;

    static final int LABEL_BYTES = 16;

    public Ext4Volume {
        if (size < SMALLEST || size >= LARGEST) {
            throw new IllegalArgumentException("no size of a volume: " + size);
        }
        if (label.getBytes(StandardCharsets.UTF_8).length > LABEL_BYTES) {
            throw new IllegalArgumentException("no label: " + label);
        }
    }
}
