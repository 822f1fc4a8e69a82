package dev.slipway.archive.disk;

import dev.slipway.archive.gpt.Guid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The header section of a VHDX ([MS-VHDX] 2.2): what the file is, two headers of which the one with the higher number counts, and two
 * copies of the table of regions.
 *
 * @param batBytes size of the block allocation table
 */
record VhdxHeaders(Guid fileWrite, Guid dataWrite, long batBytes) {
    private static final int PART = 64 << 10;
    private static final int HEADER = 4096;
    private static final int CHECKSUM = 4;
    private static final int REQUIRED = 1;
    private static final Guid NO_LOG = Guid.parse("00000000-0000-0000-0000-000000000000");
    private static final Guid BAT = Guid.parse("2DC27766-F623-4200-9D64-115E9BFD4A08");
    private static final Guid METADATA = Guid.parse("8B7CA206-4790-4B9A-B8FE-575F050F886E");

    void write(OutputStream sink) throws IOException {
        ByteBuffer section = little(VhdxWriter.MIB);
        section.put(VhdFooter.ascii("vhdxfile")).put("Slipway".getBytes(StandardCharsets.UTF_16LE));
        section.put(PART, header(1)).put(2 * PART, header(2));
        section.put(3 * PART, regions()).put(4 * PART, regions());
        sink.write(section.array());
    }

    private byte[] header(long sequence) {
        ByteBuffer header = little(HEADER);
        header.put(VhdFooter.ascii("head")).putInt(0).putLong(sequence);
        fileWrite.putInto(header);
        dataWrite.putInto(header);
        NO_LOG.putInto(header);
        header.putShort((short) 0).putShort((short) 1);
        header.putInt(VhdxWriter.MIB).putLong(VhdxWriter.MIB);
        return checked(header);
    }

    private byte[] regions() {
        ByteBuffer table = little(PART);
        table.put(VhdFooter.ascii("regi")).putInt(0).putInt(2).putInt(0);
        BAT.putInto(table);
        table.putLong(VhdxWriter.BAT_OFFSET).putInt((int) batBytes).putInt(REQUIRED);
        METADATA.putInto(table);
        table.putLong(VhdxMetadata.OFFSET).putInt(VhdxMetadata.BYTES).putInt(REQUIRED);
        return checked(table);
    }

    private static byte[] checked(ByteBuffer part) {
        CRC32C crc = new CRC32C();
        crc.update(part.array());
        return part.putInt(CHECKSUM, (int) crc.getValue()).array();
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
