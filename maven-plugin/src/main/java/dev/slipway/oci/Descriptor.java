package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names a content by type, digest and size (OCI image-spec, "Descriptors").
 *
 * @param size exact size in bytes
 * @param platform null if none is said
 * @param annotations sorted by key
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        @Nullable Platform platform,
        SortedMap<String, String> annotations) {
    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("size of " + digest + ": " + size);
        }
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Without platform and annotations. */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, null, new TreeMap<>());
    }

    /** Reads a descriptor. */
    public static Descriptor of(JsonObject json) {
        long size = json.number("size");
        if (size < 0) {
            throw json.malformed("size", "is negative: " + size);
        }
        Platform platform = json.has("platform") ? Platform.find(json.object("platform")) : null;
        return new Descriptor(
                json.text("mediaType"), json.digest("digest"), size, platform, json.textMap("annotations"));
    }

    /** With another platform. */
    public Descriptor withPlatform(@Nullable Platform other) {
        return new Descriptor(mediaType, digest, size, other, annotations);
    }

    /** With other annotations. */
    public Descriptor withAnnotations(SortedMap<String, String> others) {
        return new Descriptor(mediaType, digest, size, platform, others);
    }
}
