package dev.slipway.packaging;

import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.MediaTypes;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A tree as a layer, {@code tar+gzip}.
 *
 * @param blob the compressed bytes, in the store
 * @param diffId the digest of the plain tar (OCI image-spec, "Layer DiffID")
 */
record PackedLayer(Content blob, Digest diffId) {
    /** Changes with every change of the bytes that a tree becomes. */
    private static final String KIND = "package-layer-1";

    /** Higher than that of an initrd: a layer is packed once and fetched often. */
    private static final int LEVEL = 6;

    /** Packs a tree, or finds what it was packed to before. */
    static PackedLayer of(FileTree tree, Store store) throws IOException {
        Digest key = TreeDigest.of(tree);
        Optional<PackedLayer> kept = kept(key, store);
        if (kept.isPresent()) {
            return kept.get();
        }
        Digest[] diffId = new Digest[1];
        Content blob = store.add(sink -> diffId[0] = write(tree, sink));
        PackedLayer packed = new PackedLayer(blob, diffId[0]);
        store.derive(
                KIND,
                key,
                sink -> sink.write(
                        (packed.blob.digest() + "\n" + packed.diffId + "\n").getBytes(StandardCharsets.US_ASCII)));
        return packed;
    }

    private static Optional<PackedLayer> kept(Digest key, Store store) throws IOException {
        Optional<Content> note = store.findDerived(KIND, key);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        String[] digests = new String(note.get().bytes(), StandardCharsets.US_ASCII).split("\n", -1);
        return store.find(Digest.parse(digests[0])).map(blob -> new PackedLayer(blob, Digest.parse(digests[1])));
    }

    private static Digest write(FileTree tree, OutputStream sink) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (HashingOutputStream plain = new HashingOutputStream(new GzipWriter(sink, threads, LEVEL))) {
            TarWriter.write(tree, plain);
            return plain.digest();
        }
    }

    Descriptor descriptor() {
        return Descriptor.of(MediaTypes.OCI_LAYER_GZIP, blob.digest(), blob.size());
    }
}
