package dev.slipway.archive.ext4;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The empty journal; its numbers are big-endian ("Journal (jbd2)"). */
record Journal(UUID id, int blocks) {
    private static final int BYTES = 1024;
    private static final int MAGIC = 0xc03b3998;
    private static final int SUPERBLOCK_2 = 4;

    byte[] superblock() {
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        block.putInt(MAGIC).putInt(SUPERBLOCK_2).putInt(0);
        block.putInt(Groups.BLOCK).putInt(blocks).putInt(1);
        block.putInt(1).putInt(0).putInt(0);
        block.putInt(0).putInt(0).putInt(0);
        block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return block.putInt(1).array();
    }
}
