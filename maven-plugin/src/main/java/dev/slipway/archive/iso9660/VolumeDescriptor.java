package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A primary volume descriptor (ECMA-119, 8.4), or the supplementary one (8.5) that leads to the Joliet tree.
 *
 * @param joliet which of the two
 * @param volumeBlocks size of the volume
 * @param pathTables where the tree's path tables lie
 * @param root the root directory's place
 */
record VolumeDescriptor(boolean joliet, long volumeBlocks, PathTables pathTables, Extent root) {
    private static final byte PRIMARY = 1;
    private static final byte SUPPLEMENTARY = 2;
    /** UCS-2 level 3 (Joliet specification, "SVD Escape Sequences field"). */
    private static final String JOLIET_LEVEL_3 = "%/E";

    private static final String SYSTEM = "LINUX";
    private static final String APPLICATION = "SLIPWAY";
    private static final byte STRUCTURE_VERSION = 1;

    byte[] bytes(VolumeId id, long timestamp) {
        ByteBuffer block = head(joliet ? SUPPLEMENTARY : PRIMARY);
        block.put((byte) 0).put(text(SYSTEM, 32)).put(text(id.text(), 32)).put(new byte[8]);
        Iso.put32(block, volumeBlocks);
        block.put(joliet ? JOLIET_LEVEL_3.getBytes(StandardCharsets.US_ASCII) : new byte[0])
                .position(120);
        Iso.put16(block, 1);
        Iso.put16(block, 1);
        Iso.put16(block, Iso.BLOCK);
        Iso.put32(block, pathTables.bytes());
        block.order(ByteOrder.LITTLE_ENDIAN).putInt((int) pathTables.typeL()).putInt(0);
        block.order(ByteOrder.BIG_ENDIAN).putInt((int) pathTables.typeM()).putInt(0);
        byte[] date = IsoDate.shortForm(timestamp);
        block.put(new DirectoryRecord(root, date, DirectoryRecord.DIRECTORY, DirectoryRecord.ITSELF, new byte[0])
                .bytes());
        // Volume set, publisher, preparer; application; copyright, abstract and bibliography files.
        block.put(text("", 128)).put(text("", 128)).put(text("", 128)).put(text(APPLICATION, 128));
        block.put(text("", 37)).put(text("", 37)).put(text("", 37));
        block.put(IsoDate.longForm(timestamp)).put(IsoDate.longForm(timestamp));
        block.put(IsoDate.none()).put(IsoDate.none());
        return block.put(STRUCTURE_VERSION).array();
    }

    /** A descriptor of a type, positioned behind its version (8.1). */
    static ByteBuffer head(byte type) {
        ByteBuffer block = ByteBuffer.allocate(Iso.BLOCK);
        return block.put(type).put("CD001".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    }

    /** The descriptor that ends the set (8.3). */
    static byte[] terminator() {
        return head((byte) 0xff).array();
    }

    private byte[] text(String text, int bytes) {
        if (!joliet) {
            return Iso.padded(text, bytes);
        }
        // Half as many characters; the last byte of an odd field stays zero.
        int characters = bytes / 2;
        String cut = Names.cut(text, characters);
        byte[] units = (cut + " ".repeat(characters - cut.length())).getBytes(StandardCharsets.UTF_16BE);
        return ByteBuffer.allocate(bytes).put(units).array();
    }
}
