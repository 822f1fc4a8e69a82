package dev.slipway.images;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOSupplier;
import dev.slipway.environment.BuildLog;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerLimits;
import dev.slipway.oci.layer.LayerReading;
import dev.slipway.oci.layer.PlainLayer;
import dev.slipway.oci.layer.UnreadableLayerIndex;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Layers, read once: the store keeps the plain tar and the index of what stands where in it. */
public final class LayerStore {
    /** Changes when the index's form changes: then the old ones are not found. */
    private static final String INDEX = "layer-index-1";

    /** Bytes that are left free on the disk: a full one harms others. */
    private static final long RESERVE = 128L << 20;

    private final Store store;
    private final long always;
    private final BuildLog log;
    private final Set<Digest> plain = ConcurrentHashMap.newKeySet();

    /** @param always bytes that every layer may have unpacked, see {@link LayerLimits} */
    public LayerStore(Store store, long always, BuildLog log) {
        this.store = store;
        this.always = always;
        this.log = log;
    }

    /**
     * A layer of an image.
     *
     * @param blob as it came, mostly compressed
     * @param diffId what its plain tar must be (OCI image-spec, "Layer DiffID")
     * @param image named in failures
     */
    Layer layer(Content blob, Digest diffId, String image) throws IOException {
        String where = image + " layer " + blob.digest();
        LayerIndex index = index(blob, where);
        Digest actual = diffId.algorithm() == index.diffId().algorithm()
                ? index.diffId()
                : diffId.algorithm().of(store.openRegion(index.diffId(), 0, index.size()));
        if (!actual.equals(diffId)) {
            throw new DigestMismatch(where + ", unpacked", diffId.toString(), actual.toString());
        }
        return index.bind(plain(index.diffId()), where);
    }

    /** The tree in a tar that is a file of an image. */
    public FileTree unpack(Content tar, String where) throws IOException {
        LayerIndex index = index(tar, where);
        return index.tree(plain(index.diffId()), where);
    }

    /**
     * The tree in a tar that is wrapped in something else.
     *
     * @param wrapped digest of the whole
     * @param tar opens the tar, plain or compressed
     */
    public FileTree unpack(Digest wrapped, IOSupplier<InputStream> tar, String where) throws IOException {
        LayerIndex index = index(wrapped, tar, where);
        return index.tree(plain(index.diffId()), where);
    }

    private LayerIndex index(Content blob, String where) throws IOException {
        return index(blob.digest(), blob::open, where);
    }

    private LayerIndex index(Digest blob, IOSupplier<InputStream> opener, String where) throws IOException {
        Optional<Content> kept = store.findDerived(INDEX, blob);
        if (kept.isPresent()) {
            try {
                LayerIndex index = LayerIndex.read(kept.get().bytes());
                if (store.find(index.diffId()).isPresent()) {
                    return index;
                }
            } catch (UnreadableLayerIndex e) {
                // Made by a version that wrote another form: made again below.
                kept = Optional.empty();
            }
        }
        return make(blob, opener, where);
    }

    private LayerIndex make(Digest blob, IOSupplier<InputStream> opener, String where) throws IOException {
        LayerIndex[] made = new LayerIndex[1];
        store.add(sink -> made[0] = read(opener, sink, where));
        LayerIndex index = made[0];
        store.derive(INDEX, blob, sink -> sink.write(index.bytes()));
        return index;
    }

    private LayerIndex read(IOSupplier<InputStream> opener, HashingOutputStream plainTar, String where)
            throws IOException {
        LayerLimits limits = new LayerLimits(always, Math.max(0, store.freeSpace() - RESERVE));
        try (InputStream in = opener.get()) {
            return LayerIndexer.index(in, plainTar, new LayerReading(where, limits, log::warn));
        }
    }

    /** Looks through the plain tars that were read so far; true if one was damaged and has been dropped. */
    boolean dropDamaged() throws IOException {
        boolean dropped = false;
        for (Digest diffId : plain) {
            dropped |= !store.isSound(diffId);
        }
        return dropped;
    }

    private PlainLayer plain(Digest diffId) {
        plain.add(diffId);
        return (offset, size) -> store.openRegion(diffId, offset, size);
    }
}
