package dev.slipway.archive.erofs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The superblock, in the first block ("On-disk superblock"). */
record Superblock(int inodes, long blocks, long timestamp, UUID id) {
    static final int OFFSET = 1024;
    private static final int MAGIC = 0xe0f5e1e2;
    private static final int CHECKSUM_AND_TIME = 3;
    private static final byte BLOCK_LOG = 12;

    /** The rest of the first block, which the checksum covers. */
    byte[] bytes(long root) {
        ByteBuffer block = ByteBuffer.allocate(ErofsWriter.BLOCK - OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(MAGIC)
                .putInt(0)
                .putInt(CHECKSUM_AND_TIME)
                .put(BLOCK_LOG)
                .put((byte) 0)
                .putShort((short) root);
        block.putLong(inodes).putLong(timestamp).putInt(0).putInt((int) blocks);
        block.putInt(ErofsWriter.META_BLOCK).putInt(0);
        block.order(ByteOrder.BIG_ENDIAN);
        block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        block.order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(block.array());
        // The file system leaves out the last step, which inverts the bits.
        return block.putInt(4, (int) ~crc.getValue()).array();
    }
}
