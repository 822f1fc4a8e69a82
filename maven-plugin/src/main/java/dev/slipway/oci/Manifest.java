package dev.slipway.oci;

import dev.slipway.content.Digest;
import java.util.List;

/**
 * One image for one platform (OCI image-spec, "Image Manifest"; Docker schema 2).
 *
 * @param self what names this manifest: the digest and size of the bytes it was read from
 * @param layers lowest first
 */
public record Manifest(Descriptor self, Descriptor config, List<Descriptor> layers) implements ImageDocument {
    public Manifest {
        layers = List.copyOf(layers);
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
        return new Manifest(
                Descriptor.of(mediaType, Digest.of(raw), raw.length),
                root.object("config").descriptor(),
                root.objects("layers").stream().map(DocumentNode::descriptor).toList());
    }
}
