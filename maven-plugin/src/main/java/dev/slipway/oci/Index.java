package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Several manifests under one name (OCI image-spec, "Image Index"; Docker manifest list).
 *
 * @param manifests in the order written
 */
public record Index(List<Descriptor> manifests) implements ImageDocument {
    public Index {
        manifests = List.copyOf(manifests);
    }

    /** The images by platform; attestations are none, and of two for one platform the first counts. */
    public SortedMap<Platform, Descriptor> platforms() {
        SortedMap<Platform, Descriptor> map = new TreeMap<>();
        for (Descriptor each : images()) {
            if (each.platform() != null) {
                map.putIfAbsent(each.platform(), each);
            }
        }
        return Collections.unmodifiableSortedMap(map);
    }

    /**
     * The manifest for a platform, see {@link Platform#bestOf}.
     *
     * @param image named in the failure
     * @throws PlatformMissing if there is none
     */
    public Descriptor choose(Platform wanted, String image) {
        SortedMap<Platform, Descriptor> map = platforms();
        List<Descriptor> images = images();
        if (map.isEmpty() && images.size() == 1) {
            // The platform is optional; of a single image its config tells it.
            return images.get(0);
        }
        return wanted.bestOf(map.keySet())
                .map(map::get)
                .orElseThrow(() -> new PlatformMissing(image, wanted, map.keySet()));
    }

    private List<Descriptor> images() {
        return manifests.stream()
                .filter(each -> MediaTypes.isManifest(each.mediaType()))
                .filter(each -> each.platform() == null || !each.platform().isUnknown())
                .toList();
    }

    /**
     * Reads an index.
     *
     * @param raw the bytes as they came
     * @throws MalformedDocument if this is not an index
     */
    public static Index parse(byte[] raw) {
        JsonObject root = MalformedDocument.JSON.object(raw, "index " + Digest.of(raw), ImageDocument.MAX_BYTES);
        if (DocumentType.of(root, null) != DocumentType.INDEX) {
            throw root.malformed("", "is a manifest, not an index");
        }
        return of(root);
    }

    static Index of(JsonObject root) {
        return new Index(root.objects("manifests").stream().map(Descriptor::of).toList());
    }
}
