package dev.slipway.archive.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The superblock ("Super Block"). */
record Superblock(Ext4Volume volume, Groups groups, long freeBlocks) {
    private static final int BYTES = 1024;
    private static final short MAGIC = (short) 0xef53;
    private static final int FIRST_INODE = 11;

    /** Journal, extended attributes, hashed directories. */
    private static final int COMPATIBLE = 0x2c;

    /** Kinds in directories, extents. */
    private static final int INCOMPATIBLE = 0x42;

    /** Few superblocks, large and huge files, checksums of groups, many subdirectories, room in inodes. */
    private static final int READ_ONLY_COMPATIBLE = 0x7b;

    private static final int EXTRA_INODE_BYTES = 32;
    private static final byte HALF_MD4 = 1;
    private static final int SIGNED_HASH = 1;
    private static final int JOURNAL_INODE = 8;
    private static final byte JOURNAL_BLOCKS_FOLLOW = 1;
    private static final int XATTR_AND_ACL = 0x0c;

    /** @param group that the copy is in */
    byte[] bytes(int group, Inode journal) {
        int time = (int) volume.timestamp();
        int inodes = groups.count() * Groups.INODES_PER_GROUP;
        ByteBuffer block = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(inodes).putInt((int) groups.blocks()).putInt(0).putInt((int) freeBlocks);
        block.putInt(inodes - FIRST_INODE).putInt(0).putInt(2).putInt(2);
        block.putInt(Groups.BLOCKS_PER_GROUP).putInt(Groups.BLOCKS_PER_GROUP).putInt(Groups.INODES_PER_GROUP);
        block.putInt(0).putInt(time).putShort((short) 0).putShort((short) -1).putShort(MAGIC);
        block.putShort((short) 1).putShort((short) 1).putShort((short) 0);
        block.putInt(time).putInt(0).putInt(0).putInt(1).putInt(0);
        block.putInt(FIRST_INODE).putShort((short) Groups.INODE_BYTES).putShort((short) group);
        block.putInt(COMPATIBLE).putInt(INCOMPATIBLE).putInt(READ_ONLY_COMPATIBLE);
        putId(block.position(104));
        block.position(120).put(volume.label().getBytes(StandardCharsets.UTF_8));
        block.putInt(224, JOURNAL_INODE);
        putId(block.position(236));
        block.put(252, HALF_MD4).put(253, JOURNAL_BLOCKS_FOLLOW);
        block.putInt(256, XATTR_AND_ACL).putInt(264, time);
        block.position(268).put(journal.extent()).putInt(0).putInt(journal.size());
        block.putShort(348, (short) EXTRA_INODE_BYTES).putShort(350, (short) EXTRA_INODE_BYTES);
        return block.putInt(352, SIGNED_HASH).array();
    }

    /** The seed of hashed directories is the identifier too. */
    private void putId(ByteBuffer block) {
        UUID id = volume.id();
        block.order(ByteOrder.BIG_ENDIAN);
        block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        block.order(ByteOrder.LITTLE_ENDIAN);
    }
}
