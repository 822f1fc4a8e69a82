package dev.slipway.archive.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file or directory in one run of blocks ("Index Nodes", "Extent Tree").
 *
 * @param mode with the kind
 * @param start first block
 */
record Inode(int mode, int links, long start, int blocks) {
    private static final int EXTENTS = 0x80000;
    private static final short EXTENT_MAGIC = (short) 0xf30a;
    private static final int EXTRA_BYTES = 32;
    private static final int BLOCK_OFFSET = 40;

    /** The fifteen words that name the blocks. */
    static final int BLOCK_BYTES = 60;

    byte[] bytes(long timestamp) {
        int time = (int) timestamp;
        // Two bits more than the 32 with a sign, which end in 2038 ("Inode Timestamps").
        int epoch = (int) ((timestamp - time) >>> 32) & 3;
        ByteBuffer inode = ByteBuffer.allocate(Groups.INODE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        inode.putShort((short) mode).putShort((short) 0).putInt(size());
        inode.putInt(time).putInt(time).putInt(time).putInt(0);
        inode.putShort((short) 0)
                .putShort((short) links)
                .putInt(blocks * (Groups.BLOCK / 512))
                .putInt(EXTENTS);
        inode.position(BLOCK_OFFSET).put(extent());
        inode.putShort(128, (short) EXTRA_BYTES)
                .putInt(132, epoch)
                .putInt(136, epoch)
                .putInt(140, epoch);
        inode.putInt(144, time).putInt(148, epoch);
        return inode.array();
    }

    int size() {
        return blocks * Groups.BLOCK;
    }

    /** The tree with its one extent. */
    byte[] extent() {
        ByteBuffer tree = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tree.putShort(EXTENT_MAGIC)
                .putShort((short) 1)
                .putShort((short) 4)
                .putShort((short) 0)
                .putInt(0);
        tree.putInt(0).putShort((short) blocks).putShort((short) (start >>> 32)).putInt((int) start);
        return tree.array();
    }
}
