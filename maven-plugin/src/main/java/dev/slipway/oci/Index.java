package dev.slipway.oci;

import java.util.List;

/**
 * Several manifests under one name (OCI image-spec, "Image Index"; Docker manifest list).
 *
 * @param manifests in the order written
 */
public record Index(List<Descriptor> manifests) implements ImageDocument {
    public Index {
        manifests = List.copyOf(manifests);
    }

    /**
     * @param raw the bytes as they came
     * @throws MalformedDocument if this is not an index
     */
    public static Index parse(byte[] raw) {
        DocumentNode root = DocumentNode.parse(raw, "index");
        if (DocumentType.of(root, null) != DocumentType.INDEX) {
            throw root.malformed("", "is a manifest, not an index");
        }
        return new Index(
                root.objects("manifests").stream().map(DocumentNode::descriptor).toList());
    }
}
