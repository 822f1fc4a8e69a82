package dev.slipway.oci.layer;

import dev.slipway.archive.Compression;
import dev.slipway.archive.tar.TarMember;
import dev.slipway.archive.tar.TarReader;
import dev.slipway.content.Content;
import dev.slipway.content.CountingInputStream;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.ReadAhead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a layer once, from its first byte to its last, with flat memory but for the index it makes. */
public final class LayerIndexer {
    private final byte[] buffer = new byte[1 << 16];
    private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
    private final TarReader reader;
    private final LayerReading reading;

    private LayerIndexer(InputStream plain, LayerReading reading) {
        this.reader = new TarReader(plain, reading.where(), reading::warn);
        this.reading = reading;
    }

    /** Whether a layer is not compressed. */
    public static boolean isPlain(Content blob) throws IOException {
        try (InputStream in = blob.open()) {
            return Compression.of(in.readNBytes(Compression.MAGIC)) == Compression.NONE;
        }
    }

    /** Indexes a layer with default limits. */
    public static LayerIndex index(InputStream blob, HashingOutputStream plainTar, String where) throws IOException {
        return index(blob, plainTar, LayerReading.of(where));
    }

    /**
     * Indexes a layer and writes its plain tar.
     *
     * @param blob the layer as it is stored: plain, gzip, zstd or xz; read to its end, so that a verifying stream has verified it;
     *     stays open
     * @param plainTar takes the plain tar, and knows its digest; stays open
     * @throws dev.slipway.problem.Problem if this is no layer, or too large
     */
    public static LayerIndex index(InputStream blob, HashingOutputStream plainTar, LayerReading reading)
            throws IOException {
        return index(blob, plainTar, plainTar::digest, reading);
    }

    /**
     * Indexes a layer that is not compressed and stays where it is.
     *
     * @param tar verifies itself; stays open
     * @param diffId its digest
     */
    public static LayerIndex index(InputStream tar, Digest diffId, LayerReading reading) throws IOException {
        return index(tar, OutputStream.nullOutputStream(), () -> diffId, reading);
    }

    private static LayerIndex index(InputStream blob, OutputStream sink, Supplier<Digest> diffId, LayerReading reading)
            throws IOException {
        CountingInputStream compressed = new CountingInputStream(blob);
        InputStream plain = new LimitedStream(
                Compression.decompress(compressed, reading.where(), reading::warn), compressed, reading);
        // Closing closes the reader's memory; the blob stays open.
        try (CopiedStream copied = new CopiedStream(reading.ahead() ? new ReadAhead(plain) : plain, sink)) {
            LayerIndexFormat.Writer members = new LayerIndexer(copied, reading).members();
            // What stands behind the archive's end belongs to the diff id too.
            copied.transferTo(OutputStream.nullOutputStream());
            // A reader of compressed bytes may stop before their end.
            compressed.transferTo(OutputStream.nullOutputStream());
            return members.finish(diffId.get(), copied.count());
        }
    }

    private LayerIndexFormat.Writer members() throws IOException {
        LayerIndexFormat.Writer members = new LayerIndexFormat.Writer();
        MemberMemory memory = new MemberMemory(reading.where());
        boolean aufs = false;
        for (TarMember member = reader.next(); member != null; member = reader.next()) {
            memory.add(member);
            String path = MalformedLayer.clean(reading.where(), member.name());
            if (!path.isEmpty()) {
                aufs |= LayerChanges.isMeta(path) && !path.endsWith(LayerChanges.OPAQUE);
                members.add(new LayerMember(member.withName(path), digest(member)));
            }
        }
        if (aufs) {
            reading.warn("it has files of AUFS, an old file system, in it (.wh..wh.); they are left out");
        }
        return members;
    }

    private @Nullable Digest digest(TarMember member) throws IOException {
        if (member.kind() != TarMember.Kind.FILE) {
            return null;
        }
        InputStream content = reader.content();
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            sha256.update(buffer, 0, n);
        }
        return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
    }
}
