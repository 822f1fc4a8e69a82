package dev.slipway.oci.layer;

import dev.slipway.content.BulkInputStream;
import dev.slipway.content.CountingInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of a layer, as long as they are not too many. */
final class LimitedStream extends BulkInputStream {
    private final CountingInputStream compressed;
    private final LayerReading reading;
    private long plain;

    /** @param compressed what {@code in} is made of */
    LimitedStream(InputStream in, CountingInputStream compressed, LayerReading reading) {
        super(in);
        this.compressed = compressed;
        this.reading = reading;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            plain += n;
            reading.limits().check(compressed.count(), plain, reading.where());
        }
        return n;
    }
}
