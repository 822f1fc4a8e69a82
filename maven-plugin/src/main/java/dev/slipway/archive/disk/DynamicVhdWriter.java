package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A VHD that has only the blocks with something on them.
 *
 * <pre>
 * footer | header | block allocation table | blocks, each behind a bitmap of its sectors | footer
 * </pre>
 */
public final class DynamicVhdWriter {
    private static final int SECTOR = 512;
    private static final int BLOCK = 2 << 20;
    private static final int HEADER = 1024;
    private static final int CHECKSUM = 36;
    private static final int FORMAT = 0x0001_0000;
    private static final long BAT_OFFSET = VhdFooter.BYTES + HEADER;
    private static final long ABSENT = -1;

    private static final Table BAT = new Table(ByteOrder.BIG_ENDIAN, Integer.BYTES, SECTOR);

    private final BlockImage disk;
    private final DiskIdentity identity;
    private final AllocatedUnits blocks;

    public DynamicVhdWriter(BlockImage disk, DiskIdentity identity) {
        this.disk = disk;
        this.identity = identity;
        this.blocks = new AllocatedUnits(disk, BLOCK);
    }

    private long firstBlock() {
        return BAT_OFFSET + BAT.size(blocks.total());
    }

    /** Bytes of the file. */
    public long size() {
        return firstBlock() + blocks.count() * (SECTOR + BLOCK) + VhdFooter.BYTES;
    }

    /** Writes the file; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        byte[] footer = new VhdFooter(disk.size(), VhdFooter.DYNAMIC, VhdFooter.BYTES, identity).bytes();
        sink.write(footer);
        sink.write(header());
        BAT.write(sink, blocks.total(), ABSENT, place -> {
            long number = blocks.numberOf(place);
            return number < 0 ? ABSENT : (firstBlock() + number * (SECTOR + BLOCK)) / SECTOR;
        });
        byte[] everySector = new byte[SECTOR];
        Arrays.fill(everySector, (byte) 0xff);
        blocks.forEach((place, bytes) -> {
            sink.write(everySector);
            sink.write(bytes, 0, BLOCK);
        });
        sink.write(footer);
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put(VhdFooter.ascii("cxsparse")).putLong(-1).putLong(BAT_OFFSET);
        header.putInt(FORMAT).putInt((int) blocks.total()).putInt(BLOCK);
        return header.putInt(CHECKSUM, VhdFooter.checksum(header.array())).array();
    }
}
