package dev.slipway.oci.layer;

import dev.slipway.content.Content;
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

    /**
     * A tar archive that is a file of an image, such as a LinuxKit kernel's {@code kernel.tar}. Its parts are read where they lie
     * if the file itself is a part of a layer; other content is read up to the part each time.
     */
    static PlainLayer of(Content tar) {
        return tar instanceof LayerFile file
                ? file::openAt
                : (offset, size) -> {
                    InputStream all = tar.open();
                    all.skipNBytes(offset);
                    return new Part(all, size);
                };
    }
}
