package dev.slipway.archive.squashfs;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream; at their end the rest is read, so that a content has checked itself. */
final class FirstBytes extends BulkInputStream {
    private long left;

    FirstBytes(InputStream in, long size) {
        super(in);
        this.left = size;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            in.readAllBytes();
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }
}
