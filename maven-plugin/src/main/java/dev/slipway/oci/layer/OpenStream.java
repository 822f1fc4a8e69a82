package dev.slipway.oci.layer;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that others may close and that stays open. */
final class OpenStream extends FilterInputStream {
    OpenStream(InputStream in) {
        super(in);
    }

    @Override
    public void close() {}
}
