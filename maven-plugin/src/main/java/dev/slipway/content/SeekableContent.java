package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;

/** Content of which any part can be read alone. */
public interface SeekableContent extends Content {
    /**
     * A stream over a part, not verified: whoever reads it knows the digest of the part.
     *
     * @param offset of the first byte
     * @param length bytes in the part; the stream ends behind them
     */
    InputStream openPart(long offset, long length) throws IOException;
}
