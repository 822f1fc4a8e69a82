package dev.slipway.archive.zip;

import dev.slipway.content.BoundedStream;
import dev.slipway.content.BulkInputStream;
import dev.slipway.content.IOFunction;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A zip: its directory is read once, contents from where they lie.
 *
 * @param name names it in failures
 * @param zip opens the file at an offset, for reading to its end
 * @param members in the order of the directory; one name may stand there twice
 */
public record ZipArchive(String name, IOFunction<Long, InputStream> zip, List<ZipMember> members) {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_SIZE = 30;
    private static final int MAX_DIRECTORY = 64 << 20;

    public ZipArchive {
        members = List.copyOf(members);
    }

    /**
     * Reads the directory.
     *
     * @param name names the file in failures
     * @param zip opens the file at an offset
     * @param length of the file in bytes
     * @param limit members that it may have
     * @throws MalformedZip if this is no zip
     */
    public static ZipArchive read(String name, IOFunction<Long, InputStream> zip, long length, int limit)
            throws IOException {
        ZipDirectory directory = ZipDirectory.find(zip, length, name);
        if (directory.entries() > limit) {
            throw new MalformedZip(name, "it has more than " + limit + " entries");
        }
        if (directory.size() > MAX_DIRECTORY) {
            throw new MalformedZip(name, "its directory is longer than " + MAX_DIRECTORY + " bytes");
        }
        List<ZipMember> members = new ArrayList<>();
        long start = directory.prefix() + directory.offset();
        try (InputStream in = new BufferedInputStream(new BoundedStream(zip.apply(start), directory.size()), 1 << 16)) {
            ZipEntryReader reader = new ZipEntryReader(in, directory.prefix(), name);
            for (long i = 0; i < directory.entries(); i++) {
                members.add(reader.next());
            }
        }
        return new ZipArchive(name, zip, members);
    }

    /** The bytes of a member. Reading fails before the end if they are not those that the directory describes. */
    public InputStream open(ZipMember member) throws IOException {
        InputStream in = zip.apply(member.header());
        try {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(HEADER_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
            if (head.limit() < HEADER_SIZE || head.getInt(0) != HEADER) {
                throw wrong(member, "it does not lie where the directory says");
            }
            // The header has its own name and extra field, mostly those of the directory.
            in.skipNBytes(ZipDirectory.unsigned16(head, 26) + ZipDirectory.unsigned16(head, 28));
            InputStream packed = new BoundedStream(in, member.compressed());
            return new CheckedStream(member.isStored() ? packed : new Inflated(packed), member);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private MalformedZip wrong(ZipMember member, String why) {
        return new MalformedZip(name + ", " + member.name(), why);
    }

    /** Frees what the inflater holds outside of the heap. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream packed) {
            super(packed, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    private final class CheckedStream extends BulkInputStream {
        private final ZipMember member;
        private final CRC32 crc = new CRC32();
        private long left;

        CheckedStream(InputStream in, ZipMember member) {
            super(in);
            this.member = member;
            this.left = member.size();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = unpacked(buffer, offset, length);
            if (n > 0) {
                left -= n;
                crc.update(buffer, offset, n);
            }
            if (left < 0 || n < 0 && left > 0) {
                throw wrong(member, "its size is not the one that it states");
            }
            if (n < 0 && crc.getValue() != member.crc()) {
                throw wrong(member, "its checksum is not the one that it states");
            }
            return n;
        }

        private int unpacked(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (ZipException | EOFException e) {
                throw wrong(member, "it is damaged (" + e.getMessage() + ")");
            }
        }
    }
}
