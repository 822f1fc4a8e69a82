package dev.slipway.archive.fat;

import dev.slipway.tree.FileTree;

/**
 * What a FAT volume is made of.
 *
 * @param label its name
 * @param serial its serial number, all 32 bits of it; derive it from the content
 * @param timestamp when it was made, in seconds since 1970-01-01T00:00:00Z
 * @param files directories and regular files only; owners and modes are not kept, hard links become copies
 */
public record FatVolume(VolumeLabel label, int serial, long timestamp, FileTree files) {}
