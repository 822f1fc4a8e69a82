package dev.slipway.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Knows the size and the digest (sha256) of what was written. */
public final class HashingOutputStream extends FilterOutputStream {
    private final MessageDigest sha256 = HashFunction.SHA256.start();
    private long size;
    private @Nullable Digest digest;

    /** @param out takes what is written */
    public HashingOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (digest != null && length > 0) {
            throw new IllegalStateException("more is written after the digest was asked for");
        }
        out.write(bytes, offset, length);
        sha256.update(bytes, offset, length);
        size += length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Bytes that were written. */
    public long size() {
        return size;
    }

    /** The digest of all that was written; after this, nothing more may be. */
    public Digest digest() {
        if (digest == null) {
            digest = Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
        }
        return digest;
    }
}
