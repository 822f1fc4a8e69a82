package dev.slipway.archive.erofs;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Inodes;
import dev.slipway.tree.Inodes.Inode;
import dev.slipway.tree.Node;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes EROFS volumes without compression (Linux, "EROFS"): any kernel that has the file system reads them, and a page that is read is
 * the page that is cached. Everything has its place before a byte of a file is read.
 *
 * <pre>
 * block 0   superblock
 * block 1   inodes, each with its extended attributes and, if it is small, its bytes
 * ...       larger files and directories, in whole blocks; equal files once
 * </pre>
 */
public final class ErofsWriter {
    static final int BLOCK = 4096;

    /** The first block of inodes. */
    static final int META_BLOCK = 1;

    private static final int SLOT = 32;

    /** Blocks are numbered with 32 bits. */
    private static final long MOST_BLOCKS = 0xffff_ffffL;

    private final Inodes inodes;
    private final long timestamp;
    private final UUID id;
    private final Map<Long, Piece> pieces = new TreeMap<>();
    private final Map<Digest, Long> contents = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    /**
     * @param tree what is in the volume
     * @param timestamp of the volume and of its root directory, in seconds since 1970-01-01T00:00:00Z
     * @param id of the volume; derive it from the content
     */
    public ErofsWriter(FileTree tree, long timestamp, UUID id) {
        this.inodes = Inodes.of(tree, Attributes.of(0755, timestamp));
        this.timestamp = timestamp;
        this.id = id;
    }

    /**
     * An inode in its place.
     *
     * @param offset of it, in bytes behind the start of the inodes
     * @param data bytes of what it holds
     * @param inline whether they stand right behind it
     */
    private record Placed(Inode inode, InodeBytes bytes, long offset, long data, boolean inline) {
        long nid() {
            return offset / SLOT;
        }
    }

    /**
     * The volume.
     *
     * @throws dev.slipway.problem.Problem if something of the tree has no place in such a volume
     */
    public BlockImage image() {
        long end = placeInodes();
        long block = META_BLOCK + (end + BLOCK - 1) / BLOCK;
        for (Placed each : placed) {
            block = putInode(each, block);
            if (block > MOST_BLOCKS) {
                throw Problem.user(
                        "EROFS, '" + each.inode().path() + "'",
                        "with it the volume is larger than the 16 TiB that the file system has numbers for",
                        "Leave the file out, or build another format.");
            }
        }
        Superblock superblock = new Superblock(inodes.all().size(), block, timestamp, id);
        pieces.put(
                (long) Superblock.OFFSET,
                Piece.of(superblock.bytes(placed.get(0).nid())));
        return BlockImage.of(pieces, block * BLOCK);
    }

    /** The root comes first: its number has to fit into 16 bits. */
    private long placeInodes() {
        long end = 0;
        for (Inode inode : inodes.all()) {
            InodeBytes bytes = new InodeBytes(inode);
            long data = sizeOf(inode);
            long whole = bytes.size() + data;
            boolean inline = data > 0 && whole <= BLOCK;
            long length = inline ? whole : bytes.size();
            // What stands behind an inode must lie in one block.
            if (inline && end % BLOCK + length > BLOCK) {
                end = (end + BLOCK - 1) / BLOCK * BLOCK;
            }
            placed.add(new Placed(inode, bytes, end, data, inline));
            end += (length + SLOT - 1) / SLOT * SLOT;
        }
        return end;
    }

    private static long sizeOf(Inode inode) {
        if (inode.node() instanceof Node.RegularFile file) {
            return file.content().size();
        }
        if (inode.node() instanceof Node.Symlink link) {
            return link.target().getBytes(StandardCharsets.UTF_8).length;
        }
        return inode.node() instanceof Node.Directory ? new DirectoryBlocks(inode).size() : 0;
    }

    /** Gives an inode's bytes their place, and the number of the next free block. */
    private long putInode(Placed each, long free) {
        long start = META_BLOCK * (long) BLOCK + each.offset();
        boolean inBlocks = each.data() > 0 && !each.inline();
        Long shared = inBlocks && each.inode().node() instanceof Node.RegularFile file
                ? contents.putIfAbsent(file.content().digest(), free)
                : null;
        long block = shared == null ? free : shared;
        pieces.put(start, Piece.of(each.bytes().of(each.data(), each.inline(), inBlocks ? block : 0)));
        if (each.inline()) {
            pieces.put(start + each.bytes().size(), data(each));
        } else if (inBlocks && shared == null) {
            pieces.put(block * BLOCK, data(each));
            return block + (each.data() + BLOCK - 1) / BLOCK;
        }
        return free;
    }

    private Piece data(Placed each) {
        if (each.inode().node() instanceof Node.RegularFile file) {
            Content content = file.content();
            return Piece.of(content);
        }
        if (each.inode().node() instanceof Node.Symlink link) {
            return Piece.of(link.target().getBytes(StandardCharsets.UTF_8));
        }
        return Piece.of(
                each.data(),
                () -> new ByteArrayInputStream(new DirectoryBlocks(each.inode())
                        .bytes(inode -> placed.get(inode.number() - 1).nid())));
    }
}
