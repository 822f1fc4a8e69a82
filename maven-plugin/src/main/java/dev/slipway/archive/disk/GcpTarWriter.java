package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The archive that Google Cloud takes a disk in, before it is compressed: one member, {@code disk.raw}, in the old GNU form, whose size
 * has eleven octal digits.
 */
public record GcpTarWriter(BlockImage disk, DiskIdentity identity) {
    /** Bytes that a disk may have. */
    public static final long MOST = (1L << 33) - 1;

    /** Writes the archive; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        sink.write(new TarHeader("disk.raw", disk.size(), identity.timestamp(), TarHeader.OLD_GNU).bytes());
        disk.writeTo(sink);
        long padding = TarHeader.padded(disk.size()) - disk.size();
        ZeroSink.write(sink, padding + TarHeader.end(TarHeader.taken(disk.size())));
    }
}
