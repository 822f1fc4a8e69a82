package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
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
        Digest digest = Digest.of(raw);
        JsonObject root = MalformedDocument.JSON.object(raw, "document " + digest, MAX_BYTES);
        return DocumentType.of(root, declared).read(root, digest, raw.length);
    }

    /** Reads a document of unknown size, but never more than one may have. */
    static byte[] readBounded(InputStream in, String where) throws IOException {
        byte[] raw = in.readNBytes(MAX_BYTES + 1);
        if (raw.length > MAX_BYTES) {
            throw new MalformedDocument(where, "is longer than " + MAX_BYTES + " bytes");
        }
        return raw;
    }
}
