package dev.slipway.lock;

import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Platform;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pin.
 *
 * @param reference the canonical reference
 * @param root what it stands for, an index or a manifest: media type, digest and size
 * @param platforms the manifest of each platform
 */
public record LockedImage(String reference, Descriptor root, SortedMap<Platform, Digest> platforms) {
    public LockedImage {
        root = Descriptor.of(root.mediaType(), root.digest(), root.size());
        platforms = Collections.unmodifiableSortedMap(new TreeMap<>(platforms));
    }
}
