package dev.slipway.archive.squashfs;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Inodes;
import dev.slipway.tree.Inodes.Inode;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes squashfs 4.0 volumes (Linux, "Squashfs 4.0 Filesystem"). The sizes of compressed blocks are known when they are written, and the
 * superblock, which stands in front of them, names the places of the tables behind them. So the bytes are written with the superblock at
 * the end, kept somewhere, and read as an image:
 *
 * <pre>
 * Content body = keep(new SquashfsWriter(tree, timestamp, SquashfsCompression.ZSTD)::writeBody);
 * BlockImage volume = SquashfsWriter.image(body);
 * </pre>
 */
public final class SquashfsWriter {
    private static final int SUPERBLOCK = 96;
    private static final int MAGIC = 0x73717368;
    private static final int BLOCK_LOG = 17;
    private static final int EXPORTABLE = 0x80;
    private static final int NO_XATTRS = 0x200;
    private static final int NO_FRAGMENTS = 0x10;
    private static final long ABSENT = -1;

    /** Loop devices and disks have whole pages. */
    private static final int ALIGNMENT = 4096;

    private final Inodes inodes;
    private final long timestamp;
    private final SquashfsCompression compression;

    /**
     * @param tree what is in the volume
     * @param timestamp of the volume and of its root directory, in seconds since 1970-01-01T00:00:00Z
     */
    public SquashfsWriter(FileTree tree, long timestamp, SquashfsCompression compression) {
        this.inodes = Inodes.of(tree, Attributes.of(0755, timestamp));
        this.timestamp = timestamp;
        this.compression = compression;
    }

    /**
     * Writes everything but the superblock, and then the superblock.
     *
     * @throws dev.slipway.problem.Problem if something of the tree has no place in such a volume
     */
    public void writeBody(OutputStream sink) throws IOException {
        DataBlocks data = new DataBlocks(sink, SUPERBLOCK, compression);
        FileBlocks[] files = new FileBlocks[inodes.all().size() + 1];
        for (Inode inode : inodes.all()) {
            if (inode.node() instanceof Node.RegularFile file) {
                files[inode.number()] = data.write(file.content());
            }
        }
        data.finish();
        InodeTable table = new InodeTable(compression, files);
        long root = table.write(inodes);
        Tail tail = new Tail(sink, data.position());
        Starts starts = tail.write(table, data.fragments());
        sink.write(superblock(root, data.fragments().size(), table, starts));
    }

    /** The volume of what {@link #writeBody} wrote. */
    public static BlockImage image(Content body) throws IOException {
        long rest = body.size() - SUPERBLOCK;
        byte[] superblock;
        try (InputStream in = body.open()) {
            in.skipNBytes(rest);
            superblock = in.readAllBytes();
        }
        Map<Long, Piece> pieces = Map.of(
                0L, Piece.of(superblock), (long) SUPERBLOCK, Piece.of(rest, () -> new FirstBytes(body.open(), rest)));
        return BlockImage.of(pieces, body.size());
    }

    /** The places of the tables in the file. */
    private record Starts(
            long inodes, long directories, long fragments, long export, long ids, long xattrs, long used) {}

    private byte[] superblock(long root, int fragments, InodeTable table, Starts starts) {
        int flags = EXPORTABLE | (table.xattrs().isEmpty() ? NO_XATTRS : 0) | (fragments == 0 ? NO_FRAGMENTS : 0);
        return new Fields(SUPERBLOCK)
                .u32(MAGIC)
                .u32(inodes.all().size())
                .u32(timestamp)
                .u32(DataBlocks.BLOCK)
                .u32(fragments)
                .u16(compression.number())
                .u16(BLOCK_LOG)
                .u16(flags)
                .u16(table.identifiers().count())
                .u16(4)
                .u16(0)
                .u64(root)
                .u64(starts.used())
                .u64(starts.ids())
                .u64(starts.xattrs())
                .u64(starts.inodes())
                .u64(starts.directories())
                .u64(starts.fragments())
                .u64(starts.export())
                .bytes();
    }

    /** Writes the tables, one behind the other. */
    private final class Tail {
        private final OutputStream sink;
        private long position;

        Tail(OutputStream sink, long position) {
            this.sink = sink;
            this.position = position;
        }

        Starts write(InodeTable table, List<DataBlocks.Fragment> fragments) throws IOException {
            long inodeStart = put(table.inodes());
            long directoryStart = put(table.directories());
            Fields places = new Fields(16 * fragments.size());
            fragments.forEach(each -> places.u64(each.place()).u32(each.word()).u32(0));
            long fragmentStart = lookup(places.bytes());
            long exportStart = lookup(table.export());
            long idStart = lookup(table.identifiers().bytes());
            long xattrStart = ABSENT;
            if (!table.xattrs().isEmpty()) {
                Tables.Placed placed = table.xattrs().placed(position);
                put(placed.bytes());
                xattrStart = placed.head();
            }
            long used = position;
            put(new byte[(int) (-position & ALIGNMENT - 1)]);
            return new Starts(inodeStart, directoryStart, fragmentStart, exportStart, idStart, xattrStart, used);
        }

        private long lookup(byte[] plain) throws IOException {
            Tables.Placed placed = Tables.lookup(plain, position, compression);
            put(placed.bytes());
            return placed.head();
        }

        private long put(byte[] bytes) throws IOException {
            long start = position;
            sink.write(bytes);
            position += bytes.length;
            return start;
        }
    }
}
