package dev.slipway.oci;

import dev.slipway.content.Content;
import dev.slipway.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or index as it came, byte for byte; its bytes are what the digest names.
 *
 * @param self digest and size of the bytes, and the media type they were announced with
 * @param image what it says
 */
public record Document(Descriptor self, Content content, ImageDocument image) {
    public Document {
        if (!self.digest().equals(content.digest()) || self.size() != content.size()) {
            throw new IllegalArgumentException(self.digest() + " does not name " + content.digest());
        }
    }

    /**
     * Takes a document that came under a name which is not its digest.
     *
     * @param declared the type it was announced with; null or a type that says nothing (text/plain) leaves it to the document
     * @throws MalformedDocument if it is no manifest and no index, or not what was announced
     */
    public static Document of(byte[] raw, @Nullable String declared) {
        Content content = Content.of(raw);
        JsonObject root = MalformedDocument.JSON.object(raw, "document " + content.digest(), ImageDocument.MAX_BYTES);
        DocumentType type = DocumentType.of(root, declared);
        String absent = type == DocumentType.INDEX ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
        boolean known = declared != null && (MediaTypes.isIndex(declared) || MediaTypes.isManifest(declared));
        String mediaType = known && declared != null ? declared : root.textOr("mediaType", absent);
        Descriptor self = Descriptor.of(mediaType, content.digest(), content.size());
        return new Document(self, content, type.read(root, self.digest(), self.size()));
    }

    /**
     * Takes the document that a descriptor names.
     *
     * @throws MalformedDocument as above
     */
    public static Document of(byte[] raw, Descriptor name) {
        Content content = Content.of(raw, name.digest().algorithm());
        return new Document(name, content, ImageDocument.parse(raw, name.mediaType()));
    }
}
