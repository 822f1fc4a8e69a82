package dev.slipway.oci;

import org.jspecify.annotations.Nullable;

/** What a reference names in a registry or layout: one image's manifest, or an index of several. */
public sealed interface ImageDocument permits Manifest, Index {
    /** Registries refuse larger manifests, so nobody can have published one (OCI distribution-spec, "Pushing Manifests"). */
    int MAX_BYTES = 4 << 20;

    /**
     * Reads a manifest or an index.
     *
     * @param declared the type the document was announced with (descriptor, {@code Content-Type}), or null
     * @throws MalformedDocument if it is neither, is ambiguous, or is not what was announced
     */
    static ImageDocument parse(byte[] raw, @Nullable String declared) {
        DocumentNode root = DocumentNode.parse(raw, "document");
        return DocumentType.of(root, declared) == DocumentType.INDEX ? Index.parse(raw) : Manifest.parse(raw);
    }
}
