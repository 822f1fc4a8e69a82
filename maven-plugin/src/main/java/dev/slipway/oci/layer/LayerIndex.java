package dev.slipway.oci.layer;

import dev.slipway.content.Digest;
import dev.slipway.tree.FileTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in a layer and where. A long one is held as its bytes alone, a tenth of what its members take as objects; they are made
 * when somebody goes through them.
 */
public final class LayerIndex {
    private final byte[] bytes;
    private final Digest diffId;
    private final long size;

    /** The members of a short index; empty for a long one. */
    private final List<LayerMember> held;

    LayerIndex(byte[] bytes, Digest diffId, long size) {
        this(bytes, diffId, size, List.of());
    }

    private LayerIndex(byte[] bytes, Digest diffId, long size, List<LayerMember> held) {
        this.bytes = bytes;
        this.diffId = diffId;
        this.size = size;
        this.held = held;
    }

    /** The same with its members at hand, for a short one. */
    LayerIndex holding(List<LayerMember> members) {
        return new LayerIndex(bytes, diffId, size, List.copyOf(members));
    }

    /** The digest of the plain tar (OCI image-spec, "Layer DiffID"). */
    public Digest diffId() {
        return diffId;
    }

    /** Bytes of the plain tar. */
    public long size() {
        return size;
    }

    /** The members in the order of the tar. */
    public Iterable<LayerMember> members() {
        return held.isEmpty() ? () -> LayerIndexFormat.members(bytes) : held;
    }

    /** This index as bytes that carry their own checksum; nobody may change them. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * An index from its bytes, which it keeps.
     *
     * @throws UnreadableLayerIndex if these are not the bytes of an index, whole, and of this version: it must be made again
     */
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
        return new Layer(where, held(new LayerChanges(plain, where).ofLayer(members())));
    }

    /**
     * The files of a tar archive that is no layer, unpacked: {@code .wh.} in a name means nothing.
     *
     * @param plain the plain tar this index was made of
     * @param where the archive, named in failures
     */
    public FileTree tree(PlainLayer plain, String where) {
        return LayerStack.flatten(List.of(new Layer(where, new LayerChanges(plain, where).ofArchive(members()))));
    }

    /** Unpacking goes through the changes several times. */
    private Iterable<LayerChange> held(Iterable<LayerChange> changes) {
        if (held.isEmpty()) {
            return changes;
        }
        List<LayerChange> all = new ArrayList<>(held.size());
        changes.forEach(all::add);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerIndex index && Arrays.equals(bytes, index.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "index of " + diffId;
    }
}
