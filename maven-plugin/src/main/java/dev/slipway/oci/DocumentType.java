package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Tells manifests and indexes apart so that nobody can be made to see two different images in one document (CVE-2021-41190). */
enum DocumentType {
    MANIFEST,
    INDEX;

    /**
     * @param declared the type it was announced with; null or a type without a meaning here (text/plain) declares nothing
     * @throws MalformedDocument if the document is of no known type, or of two
     */
    static DocumentType of(JsonObject root, @Nullable String declared) {
        String written = root.textOr("mediaType", "");
        long version = root.has("schemaVersion") ? root.number("schemaVersion") : 2;
        if (version == 1
                || written.startsWith("application/vnd.docker.distribution.manifest.v1+")
                || root.has("fsLayers")) {
            throw new OutdatedManifest(root.where());
        }
        if (version != 2) {
            throw root.malformed("schemaVersion", "is " + version + ", not 2");
        }
        boolean index = root.has("manifests");
        boolean manifest = root.has("layers") || root.has("config");
        if (index && manifest) {
            throw root.malformed("", "has both 'manifests' and 'layers', so it is not clear which image it is");
        }
        if (!index && !manifest) {
            throw root.malformed("", "is neither a manifest nor an index: it has no 'layers' and no 'manifests'");
        }
        DocumentType type = index ? INDEX : MANIFEST;
        type.check(root, written, "says");
        if (declared != null) {
            type.check(root, declared, "was announced");
        }
        return type;
    }

    /** The document of this type, without a check of what it says to be. */
    ImageDocument read(JsonObject root, Digest digest, long size) {
        return this == INDEX
                ? Index.of(root.named("index " + digest))
                : Manifest.ofImage(root.named("manifest " + digest), digest, size);
    }

    private void check(JsonObject root, String mediaType, String verb) {
        boolean otherType = this == INDEX ? MediaTypes.isManifest(mediaType) : MediaTypes.isIndex(mediaType);
        if (otherType) {
            String shape = this == INDEX ? "an index" : "a manifest";
            throw root.malformed("", verb + " to be " + mediaType + ", but has the shape of " + shape);
        }
    }
}
