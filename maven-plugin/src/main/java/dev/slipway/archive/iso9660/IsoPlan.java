package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Blocks given out from the first volume descriptor on, and what shall stand in them. */
final class IsoPlan {
    private static final long MOST_BLOCKS = 0xffff_ffffL;

    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();
    private long next = IsoImage.SYSTEM_AREA / Iso.BLOCK;

    /** Takes blocks for so many bytes. */
    long take(long bytes) {
        long block = next;
        next += Iso.blocks(bytes);
        return block;
    }

    /** Goes on at the next unit of the options. */
    void align(LayoutOptions options) {
        next = options.alignedUp(next);
    }

    long next() {
        return next;
    }

    void put(long block, Piece piece) {
        pieces.put(block * Iso.BLOCK, piece);
    }

    /** Bytes that are made when they are written, of a size that is known now. */
    void put(long block, long size, Supplier<byte[]> bytes) {
        put(block, Piece.of(size, () -> new ByteArrayInputStream(bytes.get())));
    }

    /** Both path tables of a tree; the little-endian one stands first. */
    PathTables takePathTables(DirectoryHierarchy hierarchy, Map<String, Extent> places) {
        PathTable table = new PathTable(hierarchy);
        PathTables tables = new PathTables(table.size(), take(table.size()), take(table.size()));
        put(tables.typeL(), table.size(), () -> table.bytes(ByteOrder.LITTLE_ENDIAN, places));
        put(tables.typeM(), table.size(), () -> table.bytes(ByteOrder.BIG_ENDIAN, places));
        return tables;
    }

    /** All directories of a tree. */
    void takeDirectories(DirectoryHierarchy hierarchy, DirectoryRecords records, Map<String, Extent> places) {
        for (Directory directory : hierarchy.directories()) {
            DirectoryPlan plan = records.of(directory);
            long block = take(plan.bytes());
            places.put(directory.path(), new Extent(block, plan.directoryBytes()));
            // Planned again when it is written: only then all places are known, and so no plan is kept in memory.
            put(block, plan.bytes(), () -> records.of(directory).written(block));
        }
    }

    /** Size of the image in blocks, as large as the options want it. */
    long blocks(LayoutOptions options) {
        long blocks = options.alignedUp(options.alignedUp(next) + Iso.blocks(options.tail()));
        if (blocks > MOST_BLOCKS) {
            throw new IsoCannotHold(
                    "/",
                    "its files have " + blocks + " blocks of 2048 bytes, and a volume ends at " + MOST_BLOCKS,
                    "Put fewer or smaller files on it.");
        }
        return blocks;
    }

    BlockImage image(LayoutOptions options) {
        return BlockImage.of(pieces, blocks(options) * Iso.BLOCK);
    }
}
