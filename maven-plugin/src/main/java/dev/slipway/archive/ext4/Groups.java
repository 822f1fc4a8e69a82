package dev.slipway.archive.ext4;

/** Where the parts of a volume lie, in blocks ("Layout", "Block Groups"). */
final class Groups {
    static final int BLOCK = 4096;
    static final int BLOCKS_PER_GROUP = 8 * BLOCK;
    static final int INODE_BYTES = 256;
    static final int INODES_PER_GROUP = 8192;
    static final int INODE_TABLE_BLOCKS = INODES_PER_GROUP * INODE_BYTES / BLOCK;
    static final int DESCRIPTOR_BYTES = 32;
    private static final int BITMAPS = 2;

    /** A last group that is smaller is left out, as mke2fs does. */
    private static final int LEAST_FREE = 50;

    private final long blocks;
    private final int count;
    private final int descriptorBlocks;

    Groups(long bytes) {
        long whole = bytes / BLOCK;
        int groups = (int) ((whole + BLOCKS_PER_GROUP - 1) / BLOCKS_PER_GROUP);
        long last = whole - (groups - 1L) * BLOCKS_PER_GROUP;
        if (groups > 1 && last < 1 + descriptorBlocks(groups) + BITMAPS + INODE_TABLE_BLOCKS + LEAST_FREE) {
            groups--;
            whole = (long) groups * BLOCKS_PER_GROUP;
        }
        this.blocks = whole;
        this.count = groups;
        this.descriptorBlocks = descriptorBlocks(groups);
    }

    private static int descriptorBlocks(int groups) {
        return (groups * DESCRIPTOR_BYTES + BLOCK - 1) / BLOCK;
    }

    long blocks() {
        return blocks;
    }

    int count() {
        return count;
    }

    int descriptorBlocks() {
        return descriptorBlocks;
    }

    long start(int group) {
        return (long) group * BLOCKS_PER_GROUP;
    }

    int size(int group) {
        return (int) Math.min(BLOCKS_PER_GROUP, blocks - start(group));
    }

    /** Copies of the superblock are in groups 0 and 1 and those whose numbers are powers of 3, 5 and 7 (sparse_super). */
    boolean hasSuperblock(int group) {
        return group <= 1 || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
    }

    private static boolean isPower(int number, int base) {
        int rest = number;
        while (rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }

    long blockBitmap(int group) {
        return start(group) + (hasSuperblock(group) ? 1 + descriptorBlocks : 0);
    }

    long inodeBitmap(int group) {
        return blockBitmap(group) + 1;
    }

    long inodeTable(int group) {
        return blockBitmap(group) + BITMAPS;
    }

    /** The first block behind the tables of a group. */
    long firstData(int group) {
        return inodeTable(group) + INODE_TABLE_BLOCKS;
    }

    /** Blocks that the tables of a group take. */
    int overhead(int group) {
        return (int) (firstData(group) - start(group));
    }
}
