package dev.slipway.archive.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** The checksum of a group's descriptor: of the volume's identifier, the group's number, and the descriptor itself (gdt_csum). */
final class Crc16 {
    private static final int REVERSED_POLYNOMIAL = 0xa001;
    private static final int CHECKSUM_OFFSET = 30;

    private final int ofId;

    Crc16(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        this.ofId = update(0xffff, bytes.array(), 0, 16);
    }

    short of(int group, byte[] table, int offset) {
        byte[] number = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(group)
                .array();
        return (short) update(update(ofId, number, 0, 4), table, offset, CHECKSUM_OFFSET);
    }

    private static int update(int start, byte[] bytes, int offset, int length) {
        int crc = start;
        for (int i = offset; i < offset + length; i++) {
            crc ^= Byte.toUnsignedInt(bytes[i]);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REVERSED_POLYNOMIAL;
            }
        }
        return crc;
    }
}
