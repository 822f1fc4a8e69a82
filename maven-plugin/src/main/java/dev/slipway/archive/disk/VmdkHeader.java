package dev.slipway.archive.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The sparse header of a VMDK, with the descriptor behind it, and the markers between the parts.
 *
 * @param sectors size of the disk
 * @param name of the file that the descriptor speaks of
 */
record VmdkHeader(long sectors, String name, DiskIdentity identity) {
    static final int END = 0;
    static final int TABLE = 1;
    static final int DIRECTORY = 2;
    static final int FOOTER = 3;

    /** The directory stands at the end, and its place in the footer. */
    private static final long AT_THE_END = -1;

    private static final int MAGIC = 0x564d_444b; // "KDMV"
    private static final int VERSION = 3;
    private static final int FLAGS = 0x3_0001;
    private static final int DESCRIPTOR_SECTORS = 20;
    private static final int OVERHEAD = 128;
    private static final short DEFLATE = 1;
    private static final int HEADS = 255;
    private static final int SECTORS_PER_TRACK = 63;

    /** Header and descriptor, up to the first grain. */
    byte[] start() {
        return VhdxHeaders.little(OVERHEAD * VmdkWriter.SECTOR)
                .put(sector(AT_THE_END))
                .put(descriptor().getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** The header. */
    byte[] sector(long directory) {
        ByteBuffer header = VhdxHeaders.little(VmdkWriter.SECTOR);
        header.putInt(MAGIC).putInt(VERSION).putInt(FLAGS).putLong(sectors).putLong(VmdkWriter.GRAIN_SECTORS);
        header.putLong(1).putLong(DESCRIPTOR_SECTORS).putInt(VmdkWriter.TABLE_ENTRIES);
        header.putLong(0).putLong(directory).putLong(OVERHEAD);
        // What a transfer as text would damage.
        header.put((byte) 0).put(VhdFooter.ascii("\n \r\n")).putShort(DEFLATE);
        return header.array();
    }

    private String descriptor() {
        return String.format(
                Locale.ROOT,
                """
                # Disk DescriptorFile
                version=1
                CID=%s
                parentCID=ffffffff
                createType="streamOptimized"

                # Extent description
                RW %d SPARSE "%s"

                # The Disk Data Base
                #DDB

                ddb.adapterType = "lsilogic"
                ddb.geometry.cylinders = "%d"
                ddb.geometry.heads = "%d"
                ddb.geometry.sectors = "%d"
                ddb.virtualHWVersion = "4"
                """,
                contentId(),
                sectors,
                name,
                sectors / (HEADS * SECTORS_PER_TRACK),
                HEADS,
                SECTORS_PER_TRACK);
    }

    /** Eight hex digits; those with all or all but one bits set mean something else. */
    private String contentId() {
        return identity.uuid("VMDK").toString().substring(0, 7) + "0";
    }

    /** A sector that says what follows. */
    static byte[] marker(int type, long sectors) {
        return VhdxHeaders.little(VmdkWriter.SECTOR)
                .putLong(sectors)
                .putInt(0)
                .putInt(type)
                .array();
    }
}
