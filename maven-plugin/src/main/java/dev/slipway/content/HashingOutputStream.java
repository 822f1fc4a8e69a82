package dev.slipway.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Knows the size and the digest (sha256) of what was written. */
public final class HashingOutputStream extends FilterOutputStream implements ZeroSink {
    private static final byte[] ZEROS = new byte[1 << 16];

    private final MessageDigest sha256 = HashFunction.SHA256.start();
    private long size;
    private @Nullable Digest digest;

    /** @param out takes what is written */
    public HashingOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen(length);
        out.write(bytes, offset, length);
        sha256.update(bytes, offset, length);
        size += length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void writeZeros(long count) throws IOException {
        requireOpen(count);
        ZeroSink.write(out, count);
        for (long left = count; left > 0; left -= ZEROS.length) {
            sha256.update(ZEROS, 0, (int) Math.min(ZEROS.length, left));
        }
        size += count;
    }

    private void requireOpen(long length) {
        if (digest != null && length > 0) {
            throw new IllegalStateException("more is written after the digest was asked for");
        }
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
