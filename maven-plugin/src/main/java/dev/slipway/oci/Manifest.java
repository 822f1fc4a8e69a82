package dev.slipway.oci;

import dev.slipway.content.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One image for one platform (OCI image-spec, "Image Manifest"; Docker schema 2).
 *
 * @param self what names this manifest: the digest and size of the bytes it was read from
 * @param layers lowest first
 * @param foreign layers that lie elsewhere, each with the first address that the manifest names ("urls")
 */
public record Manifest(Descriptor self, Descriptor config, List<Descriptor> layers, SortedMap<Digest, String> foreign)
        implements ImageDocument {
    /** Linux mounts at most 500 layers over one another (OVL_MAX_STACK), so no image that runs has more. */
    private static final int MAX_LAYERS = 500;

    public Manifest {
        layers = List.copyOf(layers);
        foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
    }

    /** The same under the digest that names it, which may be of another algorithm than ours. */
    Manifest named(Descriptor name) {
        return new Manifest(Descriptor.of(self.mediaType(), name.digest(), name.size()), config, layers, foreign);
    }

    /**
     * Reads a manifest.
     *
     * @param raw the bytes as they came
     * @throws MalformedDocument if this is not a manifest
     */
    public static Manifest parse(byte[] raw) {
        DocumentNode root = DocumentNode.parse(raw, "manifest");
        if (DocumentType.of(root, null) != DocumentType.MANIFEST) {
            throw root.malformed("", "is an index, not a manifest");
        }
        String mediaType = root.textOr("mediaType", MediaTypes.OCI_MANIFEST);
        List<Descriptor> layers = new ArrayList<>();
        SortedMap<Digest, String> foreign = new TreeMap<>();
        for (DocumentNode each : root.objects("layers")) {
            Descriptor layer = each.descriptor();
            layers.add(layer);
            each.texts("urls").stream().limit(1).forEach(url -> foreign.put(layer.digest(), url));
        }
        if (layers.size() > MAX_LAYERS) {
            throw root.malformed("layers", "has " + layers.size() + " layers; Linux mounts at most " + MAX_LAYERS);
        }
        return new Manifest(
                Descriptor.of(mediaType, Digest.of(raw), raw.length),
                root.object("config").descriptor(),
                layers,
                foreign);
    }
}
