package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One image for one platform, or signatures in place of one (OCI image-spec, "Image Manifest", "Guidelines for Artifact Usage"; Docker
 * schema 2).
 *
 * @param self what names this manifest: the digest and size of the bytes it was read from
 * @param layers lowest first
 * @param foreign layers that lie elsewhere, each with the first address that the manifest names ("urls")
 * @param artifactType what an artifact is; the type of its config where it says nothing else
 * @param subject digest of what an artifact refers to; null if nothing
 */
public record Manifest(
        Descriptor self,
        Descriptor config,
        List<Descriptor> layers,
        SortedMap<Digest, String> foreign,
        String artifactType,
        @Nullable Digest subject)
        implements ImageDocument {
    /** Linux mounts at most 500 layers over one another (OVL_MAX_STACK), so no image that runs has more. */
    private static final int MAX_LAYERS = 500;

    public Manifest {
        layers = List.copyOf(layers);
        foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
    }

    /** The digest of this manifest. */
    public Digest digest() {
        return self.digest();
    }

    /** The same under the digest that names it, which may be of another algorithm than ours. */
    Manifest named(Descriptor name) {
        Descriptor named = Descriptor.of(self.mediaType(), name.digest(), name.size());
        return new Manifest(named, config, layers, foreign, artifactType, subject);
    }

    /**
     * Reads the manifest of an artifact other than an image, such as a signature.
     *
     * @param json reads it, and has the failures for what is none
     */
    public static Manifest ofArtifact(byte[] raw, JsonReader json) {
        JsonObject root = json.object(raw, "signature manifest", MAX_BYTES);
        if (!root.textOr("mediaType", MediaTypes.OCI_MANIFEST).equals(MediaTypes.OCI_MANIFEST)
                || root.has("manifests")) {
            throw root.malformed("mediaType", "is not that of an OCI manifest");
        }
        Manifest manifest = of(root, Digest.of(raw), raw.length);
        return new Manifest(
                manifest.self,
                manifest.config,
                manifest.layers,
                manifest.foreign,
                root.textOr("artifactType", manifest.artifactType),
                root.has("subject") ? Descriptor.of(root.object("subject")).digest() : null);
    }

    static Manifest ofImage(JsonObject root, Digest digest, long size) {
        Manifest manifest = of(root, digest, size);
        int layers = manifest.layers.size();
        if (layers > MAX_LAYERS) {
            throw root.malformed("layers", "has " + layers + " layers; Linux mounts at most " + MAX_LAYERS);
        }
        return manifest;
    }

    private static Manifest of(JsonObject root, Digest digest, long size) {
        String mediaType = root.textOr("mediaType", MediaTypes.OCI_MANIFEST);
        Descriptor config = Descriptor.of(root.object("config"));
        List<Descriptor> layers = new ArrayList<>();
        SortedMap<Digest, String> foreign = new TreeMap<>();
        for (JsonObject each : root.objects("layers")) {
            Descriptor layer = Descriptor.of(each);
            layers.add(layer);
            each.texts("urls").stream().limit(1).forEach(url -> foreign.put(layer.digest(), url));
        }
        return new Manifest(Descriptor.of(mediaType, digest, size), config, layers, foreign, config.mediaType(), null);
    }
}
