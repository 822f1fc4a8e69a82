package dev.slipway.registry;

import dev.slipway.content.BulkInputStream;
import dev.slipway.content.DigestMismatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A verified stream that reports when its bytes turn out to be wrong. */
final class MirroredStream extends BulkInputStream {
    private final Consumer<DigestMismatch> wrong;

    MirroredStream(InputStream verified, Consumer<DigestMismatch> wrong) {
        super(verified);
        this.wrong = wrong;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (DigestMismatch e) {
            wrong.accept(e);
            throw e;
        }
    }
}
