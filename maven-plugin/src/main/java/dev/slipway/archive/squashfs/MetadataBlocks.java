package dev.slipway.archive.squashfs;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in blocks of 8 KiB, each compressed on its own behind a word with its size ("Metadata blocks"). */
final class MetadataBlocks {
    static final int BLOCK = 8192;
    private static final int PLAIN = 0x8000;

    private final SquashfsCompression compression;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final List<Long> starts = new ArrayList<>();
    private final byte[] block = new byte[BLOCK];
    private int length;

    MetadataBlocks(SquashfsCompression compression) {
        this.compression = compression;
    }

    /** Where the next byte will be: the start of its block in the table, and its place in the unpacked block. */
    long position() {
        return (long) stored.size() << 16 | length;
    }

    void write(byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            int count = Math.min(BLOCK - length, bytes.length - done);
            System.arraycopy(bytes, done, block, length, count);
            length += count;
            done += count;
            if (length == BLOCK) {
                endBlock();
            }
        }
    }

    private void endBlock() {
        SquashfsCompression.Stored each = compression.store(Arrays.copyOf(block, length));
        starts.add((long) stored.size());
        Fields head = new Fields(2).u16(each.bytes().length | (each.plain() ? PLAIN : 0));
        stored.writeBytes(head.bytes());
        stored.writeBytes(each.bytes());
        length = 0;
    }

    /** The table; nothing may be written to it afterwards. */
    byte[] finish() {
        if (length > 0) {
            endBlock();
        }
        return stored.toByteArray();
    }

    /** The places of its blocks in the file, 8 bytes each, if the table starts there. */
    byte[] index(long tableStart) {
        Fields index = new Fields(8 * starts.size());
        starts.forEach(start -> index.u64(tableStart + start));
        return index.bytes();
    }
}
