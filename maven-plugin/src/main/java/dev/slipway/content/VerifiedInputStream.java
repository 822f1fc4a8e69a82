package dev.slipway.content;

import java.io.InputStream;

/** A stream that fails before its end if its bytes are not those of a digest. What it is made of hashes each byte once. */
public abstract sealed class VerifiedInputStream extends BulkInputStream
        permits VerifyingInputStream, ProgressInputStream {
    VerifiedInputStream(InputStream in) {
        super(in);
    }

    /** Whether it is for this digest and size. */
    abstract boolean verifies(Digest digest, long size);

    /**
     * A verified stream of a stream: the same if it verifies itself already.
     *
     * @param where names the place of the bytes in the failure
     */
    public static VerifiedInputStream of(InputStream in, Digest digest, long size, String where) {
        return in instanceof VerifiedInputStream verified && verified.verifies(digest, size)
                ? verified
                : new VerifyingInputStream(in, digest, size, where);
    }
}
