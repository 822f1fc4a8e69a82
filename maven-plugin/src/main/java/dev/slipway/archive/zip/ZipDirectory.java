package dev.slipway.archive.zip;

import dev.slipway.content.IOFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the directory of a zip lies: its end record is at the end of the file, before a comment (APPNOTE.TXT 4.3.16), and points to it.
 *
 * @param offset of the first entry in the file
 * @param size in bytes
 * @param entries number of entries
 * @param prefix bytes before the zip, such as a program that unpacks it; offsets in the zip do not count them
 */
record ZipDirectory(long offset, long size, long entries, long prefix) {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int MAX_COMMENT = 0xffff;

    /**
     * @param zip opens the file at an offset
     * @param length of the file in bytes
     */
    static ZipDirectory find(IOFunction<Long, InputStream> zip, long length, String archive) throws IOException {
        long start = Math.max(0, length - MAX_COMMENT - END_SIZE - LOCATOR_64_SIZE);
        ByteBuffer tail = bytes(zip, start, (int) (length - start));
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_SIZE + unsigned16(tail, at + 20) <= tail.limit()) {
                return at(zip, start, tail, at, archive).within(length, archive);
            }
        }
        throw new MalformedZip(archive, "it has no directory at its end");
    }

    private static ZipDirectory at(
            IOFunction<Long, InputStream> zip, long start, ByteBuffer tail, int at, String archive) throws IOException {
        if (unsigned16(tail, at + 4) != unsigned16(tail, at + 6)) {
            throw new MalformedZip(archive, "it is a part of a zip in several files");
        }
        int locator = at - LOCATOR_64_SIZE;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
            return of64(zip, tail.getLong(locator + 8), start + locator - END_64_SIZE, archive);
        }
        long size = unsigned32(tail, at + 12);
        long offset = unsigned32(tail, at + 16);
        return new ZipDirectory(offset, size, unsigned16(tail, at + 10), start + at - size - offset);
    }

    /**
     * The end record for what 16 and 32 bits cannot hold (4.3.14).
     *
     * @param stated where it should be
     * @param usual where it is if there are bytes before the zip
     */
    private static ZipDirectory of64(IOFunction<Long, InputStream> zip, long stated, long usual, String archive)
            throws IOException {
        for (long place : new long[] {stated, usual}) {
            ByteBuffer end = place < 0 || place > usual ? ByteBuffer.allocate(0) : bytes(zip, place, END_64_SIZE);
            if (end.limit() == END_64_SIZE && end.getInt(0) == END_64) {
                return new ZipDirectory(end.getLong(48), end.getLong(40), end.getLong(32), place - stated);
            }
        }
        throw new MalformedZip(archive, "its end record of 64 bits is not where it should be");
    }

    private ZipDirectory within(long length, String archive) {
        boolean inside = offset >= 0 && size >= 0 && entries >= 0 && prefix >= 0 && size <= length;
        if (!inside || offset > length - size || prefix > length - size - offset) {
            throw new MalformedZip(archive, "its directory would lie outside of the file");
        }
        return this;
    }

    /** Fewer where the file ends. */
    private static ByteBuffer bytes(IOFunction<Long, InputStream> zip, long offset, int length) throws IOException {
        try (InputStream in = zip.apply(offset)) {
            return ByteBuffer.wrap(in.readNBytes(length)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    static int unsigned16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    static long unsigned32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffff_ffffL;
    }
}
