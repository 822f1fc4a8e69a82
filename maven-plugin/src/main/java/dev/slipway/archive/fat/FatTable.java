package dev.slipway.archive.fat;

import dev.slipway.archive.image.Piece;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * The file allocation table (section 4) of a volume whose files are runs of clusters without a gap.
 *
 * @param type width of an entry
 * @param lastClusters the last cluster of each run
 */
record FatTable(FatType type, NavigableSet<Long> lastClusters) {
    private static final int MEDIA = 0xf8;
    private static final int CHUNK_ENTRIES = 1 << 14;

    /** The used part of the table, by offset in bytes; the rest is free, that is zero. */
    NavigableMap<Long, Piece> pieces() {
        long used = lastClusters.isEmpty() ? Geometry.FIRST_CLUSTER : lastClusters.last() + 1;
        NavigableMap<Long, Piece> pieces = new TreeMap<>();
        for (long first = 0; first < used; first += CHUNK_ENTRIES) {
            long start = first;
            int count = (int) Math.min(CHUNK_ENTRIES, used - first);
            long size = ((long) count * type.bits() + 7) / 8;
            pieces.put(first * type.bits() / 8, Piece.of(size, () -> new ByteArrayInputStream(chunk(start, count))));
        }
        return pieces;
    }

    private byte[] chunk(long first, int count) {
        ByteBuffer table =
                ByteBuffer.allocate(count * type.bits() / 8 + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int offset = i * type.bits() / 8;
            // Only FAT12 has entries that start in the middle of a byte.
            int shift = i * type.bits() % 8;
            table.putInt(offset, table.getInt(offset) | entry(first + i) << shift);
        }
        byte[] bytes = new byte[(count * type.bits() + 7) / 8];
        table.get(0, bytes);
        return bytes;
    }

    private int entry(long cluster) {
        if (cluster == 0) {
            return type.endOfChain() & ~0xff | MEDIA;
        }
        boolean last = cluster < Geometry.FIRST_CLUSTER || lastClusters.contains(cluster);
        return last ? type.endOfChain() : (int) cluster + 1;
    }
}
