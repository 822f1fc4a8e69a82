package dev.slipway.archive.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The hard disk footer of a VHD (Microsoft, Virtual Hard Disk Image Format Specification 1.0).
 *
 * <p>It names the creator and the geometry that QEMU writes with {@code force_size}: with others, some readers compute the size from
 * cylinders, heads and sectors, and cut off the end of the disk.
 *
 * @param type 2 fixed, 3 dynamic
 * @param next offset of the dynamic header, or all ones
 */
record VhdFooter(long size, int type, long next, DiskIdentity identity) {
    static final int BYTES = 512;
    static final int FIXED = 2;
    static final int DYNAMIC = 3;

    private static final int FEATURES = 2;
    private static final int FORMAT = 0x0001_0000;
    private static final int CREATOR_VERSION = 0x0005_0003;
    private static final int CHECKSUM = 64;
    private static final short MOST_CYLINDERS = (short) 0xffff;
    private static final byte MOST_HEADS = 16;
    private static final byte MOST_SECTORS = (byte) 0xff;

    /** 2000-01-01T00:00:00Z in seconds since 1970. */
    private static final long EPOCH = 946_684_800;

    byte[] bytes() {
        ByteBuffer footer = ByteBuffer.allocate(BYTES);
        footer.put(ascii("conectix")).putInt(FEATURES).putInt(FORMAT).putLong(next);
        footer.putInt((int) Math.max(0, Math.min(identity.timestamp() - EPOCH, 0xffff_ffffL)));
        footer.put(ascii("qem2")).putInt(CREATOR_VERSION).put(ascii("Wi2k"));
        footer.putLong(size).putLong(size);
        footer.putShort(MOST_CYLINDERS).put(MOST_HEADS).put(MOST_SECTORS);
        footer.putInt(type).putInt(0);
        UUID id = identity.uuid("VHD");
        footer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return footer.putInt(CHECKSUM, checksum(footer.array())).array();
    }

    /** The ones' complement of the sum of all bytes, of which the checksum's own are 0. */
    static int checksum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum += b & 0xff;
        }
        return ~sum;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
