package dev.slipway.oci.layer;

import dev.slipway.content.Digest;
import dev.slipway.content.SeekableContent;
import dev.slipway.content.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file in a layer: a part of its plain tar.
 *
 * @param where the layer, named in failures
 * @param path in the layer, named in failures
 */
record LayerFile(PlainLayer layer, long offset, long size, Digest digest, String where, String path)
        implements SeekableContent {
    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(layer.openAt(offset, size), digest, size, where + ", " + path);
    }

    @Override
    public InputStream openPart(long start, long length) throws IOException {
        if (start < 0 || length < 0 || start > size - length) {
            throw new IllegalArgumentException("no part of " + size + " bytes: " + length + " from " + start);
        }
        return layer.openAt(offset + start, length);
    }
}
