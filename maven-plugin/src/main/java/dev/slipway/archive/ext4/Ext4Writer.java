package dev.slipway.archive.ext4;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes empty ext4 volumes with a journal, ready to be mounted and to grow while they are (Linux, "ext4 Data Structures and Algorithms").
 * Nearly all of a volume is zeros: what a group needs is made when the group is first used.
 */
public final class Ext4Writer {
    private static final int SUPERBLOCK_OFFSET = 1024;
    private static final int INODE_UNINIT = 1;
    private static final int BLOCK_UNINIT = 2;
    private static final int TABLE_ZEROED = 4;
    private static final int LOST_AND_FOUND_BLOCKS = 4;
    private static final int USED_INODES = 11;

    private final Ext4Volume volume;
    private final Groups groups;
    private final Crc16 checksum;
    private final long root;
    private final long lostAndFound;
    private final long journal;

    public Ext4Writer(Ext4Volume volume) {
        this.volume = volume;
        this.groups = new Groups(volume.size());
        this.checksum = new Crc16(volume.id());
        this.root = groups.firstData(0);
        this.lostAndFound = root + 1;
        this.journal = lostAndFound + LOST_AND_FOUND_BLOCKS;
    }

    /** The volume. */
    public BlockImage image() {
        Map<Long, Piece> pieces = new TreeMap<>();
        byte[] descriptors = descriptors();
        for (int group = 0; group < groups.count(); group++) {
            if (groups.hasSuperblock(group)) {
                long start = groups.start(group);
                byte[] superblock = new Superblock(volume, groups, freeBlocks()).bytes(group, journalInode());
                put(pieces, start, group == 0 ? SUPERBLOCK_OFFSET : 0, superblock);
                put(pieces, start + 1, 0, descriptors);
            }
        }
        int last = groups.count() - 1;
        put(pieces, groups.blockBitmap(last), 0, blockBitmap(last));
        put(pieces, groups.blockBitmap(0), 0, blockBitmap(0));
        put(pieces, groups.inodeBitmap(0), 0, bitmap(USED_INODES, Groups.INODES_PER_GROUP));
        put(pieces, groups.inodeTable(0), 0, inodes());
        put(pieces, root, 0, Directory.root());
        put(pieces, lostAndFound, 0, Directory.lostAndFound(LOST_AND_FOUND_BLOCKS));
        put(pieces, journal, 0, new Journal(volume.id(), journalBlocks()).superblock());
        return BlockImage.of(pieces, volume.size());
    }

    private static void put(Map<Long, Piece> pieces, long block, int offset, byte[] bytes) {
        pieces.put(block * Groups.BLOCK + offset, Piece.of(bytes));
    }

    /** 4 MiB on small volumes, as the journal demands; up to 64 MiB, of which the image holds 1 KiB. */
    private int journalBlocks() {
        return volume.size() < 512L << 20 ? 1024 : volume.size() < 2L << 30 ? 4096 : 16_384;
    }

    private int used(int group) {
        return groups.overhead(group) + (group == 0 ? 1 + LOST_AND_FOUND_BLOCKS + journalBlocks() : 0);
    }

    private long freeBlocks() {
        long free = 0;
        for (int group = 0; group < groups.count(); group++) {
            free += groups.size(group) - used(group);
        }
        return free;
    }

    private byte[] descriptors() {
        ByteBuffer table =
                ByteBuffer.allocate(groups.descriptorBlocks() * Groups.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        for (int group = 0; group < groups.count(); group++) {
            int at = group * Groups.DESCRIPTOR_BYTES;
            int usedInodes = group == 0 ? USED_INODES : 0;
            table.putInt(at, (int) groups.blockBitmap(group));
            table.putInt(at + 4, (int) groups.inodeBitmap(group));
            table.putInt(at + 8, (int) groups.inodeTable(group));
            table.putShort(at + 12, (short) (groups.size(group) - used(group)));
            table.putShort(at + 14, (short) (Groups.INODES_PER_GROUP - usedInodes));
            table.putShort(at + 16, (short) (group == 0 ? 2 : 0));
            table.putShort(at + 18, (short) flags(group));
            table.putShort(at + 28, (short) (Groups.INODES_PER_GROUP - usedInodes));
            table.putShort(at + 30, checksum.of(group, table.array(), at));
        }
        return table.array();
    }

    /** The last group must have its bitmap, because it may be cut off in the middle. */
    private int flags(int group) {
        int inodes = group == 0 ? 0 : INODE_UNINIT;
        int blocks = group == 0 || group == groups.count() - 1 ? 0 : BLOCK_UNINIT;
        return TABLE_ZEROED | inodes | blocks;
    }

    private byte[] blockBitmap(int group) {
        return bitmap(used(group), groups.size(group));
    }

    /** A block with bits for what is used, at the start, and for what does not exist, at the end. */
    private static byte[] bitmap(int used, int size) {
        byte[] bits = new byte[Groups.BLOCK];
        for (int bit = 0; bit < 8 * bits.length; bit++) {
            if (bit < used || bit >= size) {
                bits[bit >> 3] |= (byte) (1 << (bit & 7));
            }
        }
        return bits;
    }

    private Inode journalInode() {
        return new Inode(0100600, 1, journal, journalBlocks());
    }

    private byte[] inodes() {
        Map<Integer, Inode> numbered = Map.of(
                2, new Inode(040755, 3, root, 1),
                8, journalInode(),
                11, new Inode(040700, 2, lostAndFound, LOST_AND_FOUND_BLOCKS));
        byte[] table = new byte[Groups.BLOCK];
        numbered.forEach((number, inode) -> {
            byte[] bytes = inode.bytes(volume.timestamp());
            System.arraycopy(bytes, 0, table, (number - 1) * Groups.INODE_BYTES, bytes.length);
        });
        return table;
    }
}
