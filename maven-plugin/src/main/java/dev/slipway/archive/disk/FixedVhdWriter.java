package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import java.io.IOException;
import java.io.OutputStream;

/** A VHD of fixed size: the disk, and behind it the footer. The only format that Azure takes. */
public record FixedVhdWriter(BlockImage disk, DiskIdentity identity) {
    private static final long NOTHING_FOLLOWS = -1;

    /** Bytes of the file. */
    public long size() {
        return disk.size() + VhdFooter.BYTES;
    }

    /** Writes the file; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        disk.writeTo(sink);
        sink.write(new VhdFooter(disk.size(), VhdFooter.FIXED, NOTHING_FOLLOWS, identity).bytes());
    }
}
