package dev.slipway.archive.zip;

import dev.slipway.content.Content;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Writes files into an archive, not compressed. A file is read twice: its checksum stands before it. */
public final class ZipWriter {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;

    /** Stored files need version 1.0; made by Unix, which gives them a mode. */
    private static final short VERSION = 10;

    private static final short MADE_BY_UNIX = 3 << 8 | VERSION;

    /** Names are UTF-8 (4.4.4, bit 11). */
    private static final short UTF_8 = 1 << 11;

    /** A regular file that everybody may read, in the upper half of the attributes. */
    private static final int MODE = 0100644 << 16;

    /** Sizes and places have 32 bits, of which all ones mean something else. */
    private static final long MOST_BYTES = 0xffff_fffeL;

    private static final int MOST_FILES = 0xfffe;

    private final List<Member> members = new ArrayList<>();
    private final DosTime time;
    private final long size;

    /** A file and its place. */
    private record Member(byte[] name, Content content, long offset) {
        long end() {
            return offset + LOCAL_BYTES + name.length + content.size();
        }
    }

    /**
     * @param where names the archive in a failure
     * @param files contents by path
     * @param timestamp of every file, in seconds since 1970-01-01T00:00:00Z
     * @throws Problem if they are too many or too large
     */
    public ZipWriter(String where, SortedMap<String, Content> files, long timestamp) {
        this.time = DosTime.of(timestamp);
        long offset = 0;
        long directory = 0;
        for (Map.Entry<String, Content> file : new TreeMap<>(files).entrySet()) {
            Member member = new Member(file.getKey().getBytes(StandardCharsets.UTF_8), file.getValue(), offset);
            members.add(member);
            offset = member.end();
            directory += CENTRAL_BYTES + member.name.length;
        }
        this.size = offset + directory + END_BYTES;
        if (size > MOST_BYTES || members.size() > MOST_FILES) {
            throw Problem.user(
                    where,
                    "its " + members.size() + " files have " + offset + " bytes, and a zip ends at " + MOST_BYTES,
                    "Keep the initrd small, and put large data on a volume that the system mounts when it runs.");
        }
    }

    /** Size of the archive in bytes. */
    public long size() {
        return size;
    }

    /** Writes the archive; the sink stays open. */
    public void write(OutputStream sink) throws IOException {
        List<Integer> sums = new ArrayList<>();
        for (Member member : members) {
            int sum = checksum(member.content);
            sums.add(sum);
            ByteBuffer header = buffer(LOCAL_BYTES).putInt(LOCAL_HEADER).putShort(VERSION);
            common(header, member, sum);
            sink.write(header.array());
            sink.write(member.name);
            member.content.writeTo(sink);
        }
        for (int i = 0; i < members.size(); i++) {
            sink.write(central(members.get(i), sums.get(i)));
            sink.write(members.get(i).name);
        }
        sink.write(end());
    }

    private static int checksum(Content content) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return (int) sum.getValue();
    }

    /** What the header before a file and that in the directory share (4.3.7, 4.3.12). */
    private void common(ByteBuffer header, Member member, int sum) {
        int length = (int) member.content.size();
        header.putShort(UTF_8).putShort((short) 0); // stored
        header.putShort(time.time()).putShort(time.date());
        header.putInt(sum).putInt(length).putInt(length);
        header.putShort((short) member.name.length).putShort((short) 0);
    }

    private byte[] central(Member member, int sum) {
        ByteBuffer header = buffer(CENTRAL_BYTES).putInt(CENTRAL_HEADER).putShort(MADE_BY_UNIX);
        header.putShort(VERSION);
        common(header, member, sum);
        // No comment, the first disk, no internal attributes.
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        return header.putInt(MODE).putInt((int) member.offset).array();
    }

    private byte[] end() {
        long directory = members.isEmpty() ? 0 : members.get(members.size() - 1).end();
        short count = (short) members.size();
        ByteBuffer end = buffer(END_BYTES).putInt(END).putInt(0);
        end.putShort(count).putShort(count);
        return end.putInt((int) (size - END_BYTES - directory))
                .putInt((int) directory)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
