package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Reads a stream and fails before its end is handed out if size or digest differ. Whoever reads to the end has read the right
 * bytes; nobody can forget to check.
 */
public final class VerifyingInputStream extends VerifiedInputStream {
    private final String where;
    private final Digest expected;
    private final long size;
    private final MessageDigest hash;
    private Consumer<DigestMismatch> listener = mismatch -> {};
    private long count;
    private boolean checked;

    /**
     * @param where named in the failure
     * @param size the exact size in bytes
     */
    public VerifyingInputStream(InputStream in, Digest expected, long size, String where) {
        super(Objects.requireNonNull(in));
        this.where = where;
        this.expected = expected;
        this.size = size;
        this.hash = expected.algorithm().newMessageDigest();
    }

    /** Lets somebody know of wrong bytes before they are refused. */
    public VerifyingInputStream reporting(Consumer<DigestMismatch> wrong) {
        this.listener = wrong;
        return this;
    }

    @Override
    boolean verifies(Digest digest, long length) {
        return digest.equals(expected) && length == size;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = in.read(buffer, offset, length);
        if (n < 0) {
            check();
            return -1;
        }
        count += n;
        if (count > size) {
            throw wrong(size + " bytes", "more than " + size + " bytes");
        }
        hash.update(buffer, offset, n);
        if (count == size) {
            // The last byte is not handed out unverified: a reader that stops at the known size is safe too.
            check();
        }
        return n;
    }

    private void check() {
        if (checked) {
            return;
        }
        if (count != size) {
            throw wrong(size + " bytes", count + " bytes");
        }
        Digest actual = Digest.of(hash.digest(), expected.algorithm());
        if (!actual.equals(expected)) {
            throw wrong(expected.toString(), actual.toString());
        }
        checked = true;
    }

    private DigestMismatch wrong(String wanted, String got) {
        DigestMismatch mismatch = new DigestMismatch(where, wanted, got);
        listener.accept(mismatch);
        return mismatch;
    }
}
