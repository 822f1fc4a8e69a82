package dev.slipway.oci;

import java.io.IOException;
import java.io.InputStream;

/** A place that has an image: a registry, a layout, an archive. Safe for many threads. */
public interface ImageSource {
    /** The reference, for messages. */
    String name();

    /** The manifest or index that the reference names at this moment. */
    Document root() throws IOException;

    /** A stream on a manifest, config or layer; verified: it fails before its end if size or digest are not the descriptor's. */
    InputStream open(Descriptor descriptor) throws IOException;

    /** Whether opening it again may bring other bytes, after those of the last time were wrong: another server is asked then. */
    default boolean mayDiffer(Descriptor descriptor) {
        return false;
    }
}
