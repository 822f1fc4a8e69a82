package dev.slipway.trust.referrers;

import dev.slipway.content.Digest;
import dev.slipway.content.MalformedDigest;
import dev.slipway.oci.Descriptor;
import dev.slipway.trust.json.Json;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that holds signatures in place of an image (OCI image-spec "Guidelines for Artifact Usage").
 *
 * @param digest of the manifest itself
 * @param artifactType what it is; the type of its config where it says nothing else
 * @param layers with their annotations
 * @param subject digest of what it refers to; null if nothing
 */
public record ArtifactManifest(Digest digest, String artifactType, List<Descriptor> layers, @Nullable Digest subject) {
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Registries refuse larger manifests. */
    static final int MAX_BYTES = 4 << 20;

    public ArtifactManifest {
        layers = List.copyOf(layers);
    }

    static ArtifactManifest parse(byte[] raw) {
        Json json = Json.parse(raw, "signature manifest", MAX_BYTES);
        if (!json.textOr("mediaType", OCI_MANIFEST).equals(OCI_MANIFEST) || json.has("manifests")) {
            throw json.malformed("mediaType", "is not that of an OCI manifest");
        }
        String config = json.object("config").text("mediaType");
        return new ArtifactManifest(
                Digest.of(raw),
                json.textOr("artifactType", config),
                descriptors(json, "layers"),
                json.has("subject") ? descriptor(json.object("subject")).digest() : null);
    }

    /** The descriptors of a list. */
    static List<Descriptor> descriptors(Json json, String field) {
        return json.objects(field).stream().map(ArtifactManifest::descriptor).toList();
    }

    private static Descriptor descriptor(Json json) {
        return new Descriptor(
                json.text("mediaType"),
                digest(json),
                json.count("size"),
                null,
                new TreeMap<>(json.textMap("annotations")));
    }

    private static Digest digest(Json json) {
        try {
            return Digest.parse(json.text("digest"));
        } catch (MalformedDigest e) {
            throw json.malformed("digest", "is not a digest");
        }
    }
}
