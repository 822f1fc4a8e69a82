package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;

/** Takes blobs in. */
public interface BlobSink {
    /**
     * Takes a blob in unless it is here. The stream is verified, unless it is a {@link VerifiedInputStream} already, which can say better
     * where the bytes come from; nothing is kept of a wrong one.
     *
     * @param size exact size in bytes
     * @param source opens a stream on the bytes; called only if they are not here yet
     * @return the blob, now at hand
     * @throws DigestMismatch if the source's bytes are others
     */
    Content put(Digest digest, long size, IOSupplier<InputStream> source) throws IOException;
}
