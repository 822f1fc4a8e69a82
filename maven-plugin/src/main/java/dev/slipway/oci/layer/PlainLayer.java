package dev.slipway.oci.layer;

import java.io.IOException;
import java.io.InputStream;

/** A plain tar archive of which any part can be read. The parts need not be verified: whoever reads one knows its digest. */
@FunctionalInterface
public interface PlainLayer {
    /**
     * A stream over a part.
     *
     * @param offset of the first byte
     * @param size bytes in the part; the stream ends behind them
     */
    InputStream openAt(long offset, long size) throws IOException;
}
