package dev.slipway.archive.disk;

import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;

/**
 * Hyper-V's VHDX (Microsoft, [MS-VHDX]), dynamic.
 *
 * <pre>
 * 0       file type identifier, headers, region tables      {@link VhdxHeaders}
 * 1 MiB   log, empty
 * 2 MiB   metadata                                          {@link VhdxMetadata}
 * 3 MiB   block allocation table
 * then    blocks with something on them, in order
 * </pre>
 */
public final class VhdxWriter {
    static final int MIB = 1 << 20;
    static final int BLOCK = 2 * MIB;
    static final long BAT_OFFSET = 3 * MIB;

    private static final long PRESENT = 6;
    private static final int OFFSET_SHIFT = 20;

    /** Sectors that one bitmap block speaks of. */
    private static final long BITMAP_SECTORS = 1L << 23;

    private static final Table BAT = new Table(ByteOrder.LITTLE_ENDIAN, Long.BYTES, MIB);

    private final BlockImage disk;
    private final int sectorSize;
    private final DiskIdentity identity;
    private final AllocatedUnits blocks;

    /** @param sectorSize bytes of a sector of the disk, 512 or 4096 */
    public VhdxWriter(BlockImage disk, int sectorSize, DiskIdentity identity) {
        this.disk = disk;
        this.sectorSize = sectorSize;
        this.identity = identity;
        this.blocks = new AllocatedUnits(disk, BLOCK);
    }

    /** Payload blocks between two entries for a bitmap, of which a disk without a parent has none. */
    private long chunk() {
        return BITMAP_SECTORS * sectorSize / BLOCK;
    }

    private long entries() {
        return blocks.total() + (blocks.total() - 1) / chunk();
    }

    private long firstBlock() {
        return BAT_OFFSET + BAT.size(entries());
    }

    /** Bytes of the file. */
    public long size() {
        return firstBlock() + blocks.count() * BLOCK;
    }

    /** Writes the file; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        new VhdxHeaders(id("file write"), id("data write"), BAT.size(entries())).write(sink);
        ZeroSink.write(sink, MIB);
        sink.write(new VhdxMetadata(disk.size(), sectorSize, id("page 83")).bytes());
        BAT.write(sink, entries(), 0, this::entry);
        blocks.forEach((place, bytes) -> sink.write(bytes, 0, BLOCK));
    }

    private long entry(long index) {
        long period = chunk() + 1;
        if (index % period == chunk()) {
            return 0;
        }
        long number = blocks.numberOf(index - index / period);
        return number < 0 ? 0 : PRESENT | (firstBlock() + number * BLOCK) / MIB << OFFSET_SHIFT;
    }

    private Guid id(String purpose) {
        return new Guid(identity.uuid("VHDX " + purpose));
    }
}
