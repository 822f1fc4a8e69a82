package dev.slipway.images;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOSupplier;
import dev.slipway.content.SeekableContent;
import dev.slipway.environment.BuildLog;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerLimits;
import dev.slipway.oci.layer.LayerReading;
import dev.slipway.oci.layer.UnreadableLayerIndex;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Layers, read once: the store keeps the index of what stands where, and the plain tar, out of which files are read in the order of an
 * output. A tar that is not compressed stays where it is.
 */
public final class LayerStore {
    /** Changes when the index's form changes: then the old ones are not found. */
    private static final String INDEX = "layer-index-2";

    /** Bytes that are left free on the disk: a full one harms others. */
    private static final long RESERVE = 128L << 20;

    /** Compressed bytes from which a layer keeps two cores busy for longer than it takes to start a thread. */
    private static final long LARGE = 1 << 20;

    private final Store store;
    private final long always;
    private final BuildLog log;
    private final PlainTars plain;

    /** Warnings that nobody has been told yet: layers are read side by side, and a log should not depend on who is faster. */
    private final SortedMap<String, List<String>> warnings = Collections.synchronizedSortedMap(new TreeMap<>());

    /** @param always bytes that every layer may have unpacked, see {@link LayerLimits} */
    public LayerStore(Store store, long always, BuildLog log) {
        this.store = store;
        this.always = always;
        this.log = log;
        this.plain = new PlainTars(store);
    }

    /** Reads a layer of an image, unless that was done before. */
    void prepare(Content blob, String image) throws IOException {
        if (store.findDerived(INDEX, blob.digest()).isEmpty()) {
            index(blob, where(blob, image));
        }
    }

    /**
     * A layer of an image.
     *
     * @param blob as it came, mostly compressed
     * @param diffId what its plain tar must be (OCI image-spec, "Layer DiffID")
     * @param image named in failures
     */
    Layer layer(Content blob, Digest diffId, String image) throws IOException {
        String where = where(blob, image);
        LayerIndex index = index(blob, where);
        tell(where);
        Digest actual = diffId.algorithm() == index.diffId().algorithm()
                ? index.diffId()
                : diffId.algorithm().of(store.openRegion(index.diffId(), 0, index.size()));
        if (!actual.equals(diffId)) {
            throw new DigestMismatch(where + ", unpacked", diffId.toString(), actual.toString());
        }
        return index.bind(plain.of(index.diffId()), where);
    }

    private void tell(String where) {
        List<String> lines = warnings.remove(where);
        if (lines != null) {
            lines.forEach(log::warn);
        }
    }

    /** Tells the warnings of layers that were read ahead, in an order that is the same each time. */
    void tellAll() {
        List.copyOf(warnings.keySet()).forEach(this::tell);
    }

    private static String where(Content blob, String image) {
        return image + " layer " + blob.digest();
    }

    /** The tree in a tar that is a file of an image. */
    public FileTree unpack(Content tar, String where) throws IOException {
        LayerIndex index = index(tar, where);
        tell(where);
        return index.tree(isIn(tar, index) ? ((SeekableContent) tar)::openPart : plain.of(index.diffId()), where);
    }

    /**
     * The tree in a tar that is wrapped in something else.
     *
     * @param wrapped digest of the whole
     * @param tar opens the tar, plain or compressed
     */
    public FileTree unpack(Digest wrapped, IOSupplier<InputStream> tar, String where) throws IOException {
        Optional<LayerIndex> kept = kept(wrapped).filter(this::isStored);
        LayerIndex index = kept.isPresent() ? kept.get() : make(wrapped, tar, new Reading(where, true));
        tell(where);
        return index.tree(plain.of(index.diffId()), where);
    }

    private LayerIndex index(Content blob, String where) throws IOException {
        Optional<LayerIndex> kept = kept(blob.digest()).filter(index -> isIn(blob, index) || isStored(index));
        if (kept.isPresent()) {
            return kept.get();
        }
        Reading reading = new Reading(where, blob.size() >= LARGE);
        return blob instanceof SeekableContent
                        && blob.digest().algorithm() == Digest.Algorithm.SHA256
                        && LayerIndexer.isPlain(blob)
                ? makeOfPlain(blob, reading)
                : make(blob.digest(), blob::open, reading);
    }

    private Optional<LayerIndex> kept(Digest blob) throws IOException {
        Optional<Content> kept = store.findDerived(INDEX, blob);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LayerIndex.read(kept.get().bytes()));
        } catch (UnreadableLayerIndex e) {
            // Made by a version that wrote another form.
            return Optional.empty();
        }
    }

    /** Whether content is the plain tar itself, and parts of it can be read. */
    private static boolean isIn(Content content, LayerIndex index) {
        return content instanceof SeekableContent && content.digest().equals(index.diffId());
    }

    private boolean isStored(LayerIndex index) {
        return store.has(index.diffId());
    }

    private LayerIndex makeOfPlain(Content tar, Reading reading) throws IOException {
        try (InputStream in = tar.open()) {
            return keep(tar.digest(), LayerIndexer.index(in, tar.digest(), reading.of(Long.MAX_VALUE)));
        }
    }

    private LayerIndex make(Digest blob, IOSupplier<InputStream> opener, Reading reading) throws IOException {
        LayerIndex[] made = new LayerIndex[1];
        LayerReading limited = reading.of(Math.max(0, store.freeSpace() - RESERVE));
        store.add(plainTar -> {
            try (InputStream in = opener.get()) {
                made[0] = LayerIndexer.index(in, plainTar, limited);
            }
        });
        return keep(blob, made[0]);
    }

    private LayerIndex keep(Digest blob, LayerIndex index) throws IOException {
        store.keep(INDEX, blob, sink -> sink.write(index.bytes()));
        return index;
    }

    /** How a layer is read, whatever room there is. */
    private final class Reading {
        private final String where;
        private final boolean ahead;

        Reading(String where, boolean ahead) {
            this.where = where;
            this.ahead = ahead;
        }

        LayerReading of(long room) {
            List<String> lines = new ArrayList<>();
            warnings.put(where, lines);
            return new LayerReading(where, new LayerLimits(always, room), ahead, lines::add);
        }
    }

    /** Looks through the plain tars that were read so far; true if one was damaged and has been dropped. */
    boolean dropDamaged() throws IOException {
        return plain.dropDamaged();
    }
}
