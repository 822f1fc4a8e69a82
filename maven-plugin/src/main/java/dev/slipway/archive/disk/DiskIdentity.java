package dev.slipway.archive.disk;

import dev.slipway.archive.gpt.Guid;
import dev.slipway.content.Digest;
import java.util.UUID;

/**
 * What a format's identifiers and times are made of.
 *
 * @param id names exactly this disk
 * @param timestamp of the file, in seconds since 1970-01-01T00:00:00Z
 */
public record DiskIdentity(Digest id, long timestamp) {
    UUID uuid(String purpose) {
        return Guid.derived(id, purpose).uuid();
    }
}
