package dev.slipway.archive.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads the entries of a zip's directory one after the other (APPNOTE.TXT 4.3.12). */
final class ZipEntryReader {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ENCRYPTED = 1;
    private static final int UNIX = 3;
    private static final long SEE_EXTRA = 0xffff_ffffL;
    private static final int EXTRA_64 = 0x0001;

    /** Info-ZIP's name in UTF-8, beside one in the letters of the machine (APPNOTE.TXT 4.6.9). */
    private static final int EXTRA_NAME = 0x7075;

    private static final int EXTRA_NAME_HEAD = 5;

    private final InputStream in;
    private final long prefix;
    private final String archive;

    ZipEntryReader(InputStream in, long prefix, String archive) {
        this.in = in;
        this.prefix = prefix;
        this.archive = archive;
    }

    ZipMember next() throws IOException {
        ByteBuffer head = bytes(ENTRY_SIZE);
        if (head.getInt(0) != ENTRY) {
            throw new MalformedZip(archive, "its directory is damaged");
        }
        byte[] name = bytes(ZipDirectory.unsigned16(head, 28)).array();
        ByteBuffer extra = bytes(ZipDirectory.unsigned16(head, 30));
        bytes(ZipDirectory.unsigned16(head, 32));
        Sizes sizes = new Sizes(
                        ZipDirectory.unsigned32(head, 24),
                        ZipDirectory.unsigned32(head, 20),
                        ZipDirectory.unsigned32(head, 42))
                .with(extra);
        if (sizes.size < 0 || sizes.compressed < 0 || sizes.header < 0) {
            throw new MalformedZip(archive, "a number in its directory is negative");
        }
        int madeBy = ZipDirectory.unsigned16(head, 4) >> 8;
        return new ZipMember(
                name(name, extra),
                sizes.size,
                sizes.compressed,
                ZipDirectory.unsigned32(head, 16),
                ZipDirectory.unsigned16(head, 10),
                (head.getShort(8) & ENCRYPTED) != 0,
                madeBy == UNIX ? ZipDirectory.unsigned16(head, 40) : 0,
                sizes.header + prefix);
    }

    /** What the entry has in 32 bits, and the extra field in 64 where that is too little (4.5.3). */
    private record Sizes(long size, long compressed, long header) {
        Sizes with(ByteBuffer extra) {
            ByteBuffer field = field(extra, EXTRA_64);
            return new Sizes(wide(size, field), wide(compressed, field), wide(header, field));
        }

        private static long wide(long narrow, ByteBuffer field) {
            return narrow == SEE_EXTRA && field.remaining() >= Long.BYTES ? field.getLong() : narrow;
        }
    }

    private String name(byte[] raw, ByteBuffer extra) {
        ByteBuffer field = field(extra, EXTRA_NAME);
        if (field.remaining() > EXTRA_NAME_HEAD && field.get(field.position()) == 1) {
            CRC32 crc = new CRC32();
            crc.update(raw);
            if (ZipDirectory.unsigned32(field, field.position() + 1) == crc.getValue()) {
                return utf8(field.slice(field.position() + EXTRA_NAME_HEAD, field.remaining() - EXTRA_NAME_HEAD));
            }
        }
        return utf8(ByteBuffer.wrap(raw));
    }

    private String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedZip(archive, "the name of a member is not in UTF-8");
        }
    }

    /** The content of an extra field; empty if it is not there (4.5.1). */
    private static ByteBuffer field(ByteBuffer extra, int id) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = Math.min(ZipDirectory.unsigned16(extra, at + 2), extra.limit() - at - 4);
            if (ZipDirectory.unsigned16(extra, at) == id) {
                return extra.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }

    private ByteBuffer bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("its directory ends too early");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
