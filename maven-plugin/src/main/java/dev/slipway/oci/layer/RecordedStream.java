package dev.slipway.oci.layer;

import dev.slipway.content.BulkInputStream;
import dev.slipway.content.CountingInputStream;
import dev.slipway.content.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Writes to a sink what is read, as long as that is not too much. */
final class RecordedStream extends BulkInputStream {
    private final CountingInputStream compressed;
    private final HashingOutputStream sink;
    private final LayerReading reading;

    /**
     * @param compressed what {@code in} is made of
     * @param sink stays open
     */
    RecordedStream(InputStream in, CountingInputStream compressed, HashingOutputStream sink, LayerReading reading) {
        super(in);
        this.compressed = compressed;
        this.sink = sink;
        this.reading = reading;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            reading.limits().check(compressed.count(), sink.size() + n, reading.where());
            sink.write(buffer, offset, n);
        }
        return n;
    }
}
