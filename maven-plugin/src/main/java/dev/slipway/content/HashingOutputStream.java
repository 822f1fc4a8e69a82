package dev.slipway.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Knows the size and the digest (sha256) of what was written. */
public final class HashingOutputStream extends FilterOutputStream implements ZeroSink {
    private final Hash hash;
    private final @Nullable WriteBehind behind;
    private long size;
    private @Nullable Digest digest;

    /** @param out takes what is written */
    public HashingOutputStream(OutputStream out) {
        this(new Hash(out), null);
    }

    private HashingOutputStream(Hash hash, @Nullable WriteBehind behind) {
        super(behind == null ? hash : behind);
        this.hash = hash;
        this.behind = behind;
    }

    /**
     * A stream that hashes and writes on a thread of its own, while the caller makes more bytes.
     *
     * @param out takes what is written; nobody else may use it meanwhile
     */
    public static HashingOutputStream beside(OutputStream out) {
        Hash hash = new Hash(out);
        return new HashingOutputStream(hash, new WriteBehind(hash));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen(length);
        out.write(bytes, offset, length);
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

    /**
     * The digest of all that was written; after this, nothing more may be.
     *
     * @throws UncheckedIOException if it could not be written
     */
    public Digest digest() {
        if (digest == null) {
            await();
            digest = Digest.of(hash.sha256.digest(), Digest.Algorithm.SHA256);
        }
        return digest;
    }

    private void await() {
        try {
            if (behind != null) {
                behind.await();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hashes what it writes. */
    private static final class Hash extends FilterOutputStream implements ZeroSink {
        private static final byte[] ZEROS = new byte[1 << 16];

        private final MessageDigest sha256 = HashFunction.SHA256.start();

        Hash(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sha256.update(bytes, offset, length);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void writeZeros(long count) throws IOException {
            ZeroSink.write(out, count);
            for (long left = count; left > 0; left -= ZEROS.length) {
                sha256.update(ZEROS, 0, (int) Math.min(ZEROS.length, left));
            }
        }
    }
}
