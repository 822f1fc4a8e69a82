package dev.slipway.content;

import java.io.IOException;
import java.util.Optional;

/** Blobs that are at hand, by digest. */
public interface Blobs {
    /** The blob, if it is here; it verifies itself while it is read. */
    Optional<Content> find(Digest digest) throws IOException;
}
