package dev.slipway.oci.layer;

import dev.slipway.content.Digest;
import dev.slipway.tree.FileTree;
import java.util.List;

/**
 * What stands in a layer and where.
 *
 * @param diffId the digest of the plain tar (OCI image-spec, "Layer DiffID")
 * @param size of the plain tar, in bytes
 * @param members in the order of the tar
 */
public record LayerIndex(Digest diffId, long size, List<LayerMember> members) {
    public LayerIndex {
        members = List.copyOf(members);
    }

    /** This index as bytes that carry their own checksum. */
    public byte[] bytes() {
        return LayerIndexFormat.write(this);
    }

    /** @throws UnreadableLayerIndex if these are not the bytes of an index, whole, and of this version: it must be made again */
    public static LayerIndex read(byte[] bytes) throws UnreadableLayerIndex {
        return LayerIndexFormat.read(bytes);
    }

    /**
     * The layer as an image's: names that start with {@code .wh.} take away.
     *
     * @param plain the plain tar this index was made of
     * @param where the layer, named in failures
     */
    public Layer bind(PlainLayer plain, String where) {
        return new Layer(where, new LayerChanges(plain, where).ofLayer(members));
    }

    /**
     * The files of a tar archive that is no layer, unpacked: {@code .wh.} in a name means nothing.
     *
     * @param plain the plain tar this index was made of
     * @param where the archive, named in failures
     */
    public FileTree tree(PlainLayer plain, String where) {
        return LayerStack.flatten(List.of(new Layer(where, new LayerChanges(plain, where).ofArchive(members))));
    }
}
