package dev.slipway.oci.layer;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file in a layer: a part of its plain tar.
 *
 * @param where layer and path, named in failures
 */
record LayerFile(PlainLayer layer, long offset, long size, Digest digest, String where) implements Content {
    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(layer.openAt(offset, size), digest, size, where);
    }
}
