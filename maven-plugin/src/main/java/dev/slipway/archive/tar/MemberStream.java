package dev.slipway.archive.tar;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The content of one member; fails if the archive ends before it does. */
final class MemberStream extends BulkInputStream {
    private final Supplier<MalformedTar> cut;
    private final int padding;
    private long left;

    MemberStream(InputStream archive, long size, Supplier<MalformedTar> cut) {
        super(archive);
        this.cut = cut;
        this.left = size;
        this.padding = (int) (-size & (RawHeader.SIZE - 1));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw cut.get();
        }
        left -= n;
        return n;
    }

    /** The archive goes on behind the member. */
    @Override
    public void close() {}

    /**
     * Passes what is left, and the padding behind it.
     *
     * @return whether the padding is there; the archive may end with the content's last byte
     */
    boolean finish(byte[] scratch) throws IOException {
        // A stream may skip beyond its end; the last byte is read, which shows that the others were there.
        for (long skipped = 1; left > 1 && skipped > 0; left -= skipped) {
            skipped = in.skip(left - 1);
        }
        while (left > 0) {
            read(scratch, 0, scratch.length);
        }
        return in.readNBytes(scratch, 0, padding) == padding;
    }
}
