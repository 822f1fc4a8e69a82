package dev.slipway.oci.layer;

import dev.slipway.archive.Compression;
import dev.slipway.archive.tar.TarMember;
import dev.slipway.archive.tar.TarReader;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a layer once, from its first byte to its last, with flat memory but for the index it makes. */
public final class LayerIndexer {
    private final byte[] buffer = new byte[1 << 16];
    private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
    private final TarReader reader;
    private final String where;

    private LayerIndexer(TarReader reader, String where) {
        this.reader = reader;
        this.where = where;
    }

    /**
     * Indexes a layer and writes its plain tar.
     *
     * @param blob the layer as it is stored: plain, gzip or zstd; read to its end, so that a verifying stream has verified it;
     *     stays open
     * @param plainTar takes the plain tar; stays open
     * @param where the layer, named in failures
     * @throws dev.slipway.problem.Problem if this is no layer
     */
    public static LayerIndex index(InputStream blob, OutputStream plainTar, String where) throws IOException {
        // Closing would close the blob: a reader's memory is all it holds besides.
        InputStream plain = Compression.decompress(new OpenStream(blob), where);
        try (RecordedStream recorded = new RecordedStream(plain, plainTar)) {
            List<LayerMember> members = new LayerIndexer(new TarReader(recorded, where), where).members();
            // What stands behind the archive's end belongs to the diff id too.
            recorded.transferTo(OutputStream.nullOutputStream());
            return new LayerIndex(recorded.digest(), recorded.size(), members);
        }
    }

    private List<LayerMember> members() throws IOException {
        List<LayerMember> members = new ArrayList<>();
        for (TarMember member = reader.next(); member != null; member = reader.next()) {
            String path = MalformedLayer.clean(where, member.name());
            if (!path.isEmpty()) {
                members.add(new LayerMember(member.withName(path), digest(member)));
            }
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
