package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOConsumer;
import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An OVA (DMTF, Open Virtualization Format 1.1): one archive with a description of the machine, the digests, and the disk as a VMDK.
 *
 * <p>Size and digest of the VMDK stand before it, so it is compressed twice and nothing of it is kept.
 */
public final class OvaWriter {
    private static final String DESCRIPTION = "slipway.ovf";
    private static final String MANIFEST = "slipway.mf";
    private static final String DISK = "slipway-disk1.vmdk";

    private final BlockImage disk;
    private final long memory;
    private final DiskIdentity identity;

    /** @param memory of the machine, in MiB */
    public OvaWriter(BlockImage disk, long memory, DiskIdentity identity) {
        this.disk = disk;
        this.memory = memory;
        this.identity = identity;
    }

    /** Writes the archive; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        VmdkWriter vmdk = new VmdkWriter(disk, DISK, identity);
        HashingOutputStream measured = new HashingOutputStream(OutputStream.nullOutputStream());
        vmdk.write(measured);
        byte[] description = new OvfDescription(DISK, measured.size(), disk.size(), memory)
                .text()
                .getBytes(StandardCharsets.UTF_8);
        byte[] manifest = (line(DESCRIPTION, Digest.of(description)) + line(DISK, measured.digest()))
                .getBytes(StandardCharsets.US_ASCII);
        member(sink, DESCRIPTION, description.length, out -> out.write(description));
        member(sink, MANIFEST, manifest.length, out -> out.write(manifest));
        member(sink, DISK, measured.size(), vmdk::write);
        ZeroSink.write(
                sink,
                TarHeader.end(TarHeader.taken(description.length)
                        + TarHeader.taken(manifest.length)
                        + TarHeader.taken(measured.size())));
    }

    /** The only form that vCenter reads. */
    private static String line(String name, Digest digest) {
        return "SHA256(" + name + ")= " + digest.hex() + "\n";
    }

    private void member(OutputStream sink, String name, long size, IOConsumer<OutputStream> bytes) throws IOException {
        sink.write(new TarHeader(name, size, identity.timestamp(), TarHeader.USTAR).bytes());
        bytes.accept(sink);
        ZeroSink.write(sink, TarHeader.padded(size) - size);
    }
}
