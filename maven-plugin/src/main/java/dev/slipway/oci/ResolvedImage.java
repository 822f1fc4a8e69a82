package dev.slipway.oci;

import dev.slipway.content.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reference named when it was looked up: everything a lock keeps of it.
 *
 * @param root the index or the manifest
 * @param platforms the manifest of each platform
 */
public record ResolvedImage(Descriptor root, SortedMap<Platform, Digest> platforms) {
    public ResolvedImage {
        platforms = Collections.unmodifiableSortedMap(new TreeMap<>(platforms));
    }
}
