package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * QEMU's qcow2, version 3, not compressed (QEMU, {@code docs/interop/qcow2.txt}).
 *
 * <pre>
 * header | refcount table | refcount blocks | L1 table | L2 tables | clusters of the disk, in order
 * </pre>
 *
 * <p>Each part starts with a cluster. What the disk has no piece for has no cluster, and no L2 table if there is nothing around it.
 */
public final class Qcow2Writer {
    private static final int CLUSTER_BITS = 16;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    private static final int HEADER = 104;
    private static final int MAGIC = 0x5146_49fb;
    private static final int VERSION = 3;
    private static final int REFCOUNT_ORDER = 4;
    private static final long L2_ENTRIES = CLUSTER / Long.BYTES;

    /** The cluster belongs to nobody else. */
    private static final long COPIED = 1L << 63;

    private static final Table OFFSETS = new Table(ByteOrder.BIG_ENDIAN, Long.BYTES, CLUSTER);
    private static final Table REFCOUNTS = new Table(ByteOrder.BIG_ENDIAN, Short.BYTES, CLUSTER);

    private final BlockImage disk;
    private final AllocatedUnits clusters;
    private final long l1Entries;
    private final long l2Tables;
    private final long refcountBlocks;

    /** @param disk of a size that is a multiple of 512 */
    public Qcow2Writer(BlockImage disk) {
        this.disk = disk;
        this.clusters = new AllocatedUnits(disk, CLUSTER);
        this.l1Entries = (clusters.total() + L2_ENTRIES - 1) / L2_ENTRIES;
        long tables = 0;
        for (long l1 = 0; l1 < l1Entries; l1++) {
            tables += hasL2(l1) ? 1 : 0;
        }
        this.l2Tables = tables;
        this.refcountBlocks = refcountBlocks();
    }

    private boolean hasL2(long l1) {
        return clusters.anyIn(l1 * L2_ENTRIES, L2_ENTRIES);
    }

    /** Refcount blocks count themselves too. */
    private long refcountBlocks() {
        long blocks = 1;
        while (REFCOUNTS.size(allClusters(blocks)) / CLUSTER > blocks) {
            blocks = REFCOUNTS.size(allClusters(blocks)) / CLUSTER;
        }
        return blocks;
    }

    private long allClusters(long blocks) {
        return firstL2(blocks) + l2Tables + clusters.count();
    }

    private static long refcountTable(long blocks) {
        return OFFSETS.size(blocks) / CLUSTER;
    }

    private long firstL1(long blocks) {
        return 1 + refcountTable(blocks) + blocks;
    }

    private long firstL2(long blocks) {
        return firstL1(blocks) + OFFSETS.size(l1Entries) / CLUSTER;
    }

    /** Bytes of the file. */
    public long size() {
        return allClusters(refcountBlocks) * CLUSTER;
    }

    /** Writes the file; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        long firstBlock = 1 + refcountTable(refcountBlocks);
        long firstL2 = firstL2(refcountBlocks);
        sink.write(header());
        OFFSETS.write(sink, refcountBlocks, 0, block -> (firstBlock + block) * CLUSTER);
        REFCOUNTS.write(sink, allClusters(refcountBlocks), 0, cluster -> 1);
        long[] next = {firstL2};
        OFFSETS.write(sink, l1Entries, 0, l1 -> hasL2(l1) ? COPIED | next[0]++ * CLUSTER : 0);
        long data = firstL2 + l2Tables;
        for (long l1 = 0; l1 < l1Entries; l1++) {
            if (hasL2(l1)) {
                writeL2(sink, l1 * L2_ENTRIES, data);
            }
        }
        clusters.forEach((place, bytes) -> sink.write(bytes, 0, CLUSTER));
    }

    private void writeL2(OutputStream sink, long first, long data) throws IOException {
        OFFSETS.write(sink, L2_ENTRIES, 0, entry -> {
            long number = clusters.numberOf(first + entry);
            return number < 0 ? 0 : COPIED | (data + number) * CLUSTER;
        });
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(CLUSTER);
        header.putInt(MAGIC).putInt(VERSION).putLong(0).putInt(0).putInt(CLUSTER_BITS);
        header.putLong(disk.size()).putInt(0).putInt((int) l1Entries);
        header.putLong(firstL1(refcountBlocks) * CLUSTER);
        header.putLong(CLUSTER).putInt((int) refcountTable(refcountBlocks));
        header.putInt(0).putLong(0);
        header.putLong(0).putLong(0).putLong(0);
        // The header extensions end where they would start.
        return header.putInt(REFCOUNT_ORDER).putInt(HEADER).array();
    }
}
