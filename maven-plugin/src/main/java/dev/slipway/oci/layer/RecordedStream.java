package dev.slipway.oci.layer;

import dev.slipway.content.BulkInputStream;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Writes to a sink what is read, as long as that is not too much, and knows its size and digest. */
final class RecordedStream extends BulkInputStream {
    private final CountedStream compressed;
    private final OutputStream sink;
    private final LayerReading reading;
    private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
    private long size;

    /**
     * @param compressed what {@code in} is made of
     * @param sink stays open
     */
    RecordedStream(InputStream in, CountedStream compressed, OutputStream sink, LayerReading reading) {
        super(in);
        this.compressed = compressed;
        this.sink = sink;
        this.reading = reading;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            size += n;
            reading.limits().check(compressed.count(), size, reading.where());
            sha256.update(buffer, offset, n);
            sink.write(buffer, offset, n);
        }
        return n;
    }

    /** Bytes read so far. */
    long size() {
        return size;
    }

    /** The digest of what was read; asked once, at the end. */
    Digest digest() {
        return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
    }
}
