package dev.slipway.archive.iso9660;

import dev.slipway.tree.FileTree;

/**
 * What an ISO 9660 image is made of.
 *
 * @param id the volume's name
 * @param timestamp of the volume and its root directory, in seconds since 1970-01-01T00:00:00Z
 * @param files what it holds
 * @param boot what firmware starts from it
 * @param options where its files may lie
 */
public record IsoVolume(VolumeId id, long timestamp, FileTree files, ElTorito boot, LayoutOptions options) {
    /** A volume that does not boot and starts its files where it likes. */
    public static IsoVolume of(VolumeId id, long timestamp, FileTree files) {
        return new IsoVolume(id, timestamp, files, ElTorito.NONE, LayoutOptions.COMPACT);
    }
}
