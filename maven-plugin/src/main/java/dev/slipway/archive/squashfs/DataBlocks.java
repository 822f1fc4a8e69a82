package dev.slipway.archive.squashfs;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the contents of files in blocks of 128 KiB, some at a time and each compressed on its own. A file that is smaller shares a block
 * with others, a fragment. Equal contents are written once.
 */
final class DataBlocks {
    static final int BLOCK = 1 << 17;

    /** Plain bytes that are held while they are compressed: 4 MiB. */
    private static final int AT_ONCE = 32;

    private static final long PLAIN = 1 << 24;

    private final OutputStream sink;
    private final SquashfsCompression compression;
    private final Map<Digest, FileBlocks> written = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private final byte[] fragment = new byte[BLOCK];
    private int fragmentLength;
    private long position;

    /**
     * A block that is still to be compressed.
     *
     * @param done hears where it lies
     */
    private record Waiting(byte[] bytes, Done done) {}

    private interface Done {
        void at(long place, long word);
    }

    /** A fragment's place in the file, and its size word. */
    record Fragment(long place, long word) {}

    DataBlocks(OutputStream sink, long start, SquashfsCompression compression) {
        this.sink = sink;
        this.position = start;
        this.compression = compression;
    }

    FileBlocks write(Content content) throws IOException {
        FileBlocks known = written.get(content.digest());
        if (known != null) {
            return known;
        }
        FileBlocks blocks = content.size() < BLOCK ? small(content) : large(content);
        written.put(content.digest(), blocks);
        return blocks;
    }

    private FileBlocks small(Content content) throws IOException {
        FileBlocks blocks = new FileBlocks(content.size(), 0);
        int size = (int) content.size();
        if (size == 0) {
            return blocks;
        }
        if (fragmentLength + size > BLOCK) {
            endFragment();
        }
        blocks.inFragment(fragments.size(), fragmentLength);
        try (InputStream in = content.open()) {
            in.readNBytes(fragment, fragmentLength, size);
            checked(in);
        }
        fragmentLength += size;
        return blocks;
    }

    private FileBlocks large(Content content) throws IOException {
        int count = Math.toIntExact((content.size() + BLOCK - 1) / BLOCK);
        FileBlocks blocks = new FileBlocks(content.size(), count);
        try (InputStream in = content.open()) {
            for (int i = 0; i < count; i++) {
                int length = (int) Math.min(BLOCK, content.size() - (long) i * BLOCK);
                byte[] block = in.readNBytes(length);
                int number = i;
                if (isZero(block)) {
                    blocks.hole(length);
                } else {
                    add(block, (place, word) -> blocks.put(number, place, word));
                }
            }
            checked(in);
        }
        return blocks;
    }

    /** A content checks itself where it ends. */
    private static void checked(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IllegalStateException("a content has more bytes than it said");
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private void add(byte[] block, Done done) throws IOException {
        waiting.add(new Waiting(block, done));
        if (waiting.size() == AT_ONCE) {
            writeWaiting();
        }
    }

    private void writeWaiting() throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        List<SquashfsCompression.Stored> stored =
                Parallel.map(waiting, threads, each -> compression.store(each.bytes()));
        for (int i = 0; i < stored.size(); i++) {
            byte[] bytes = stored.get(i).bytes();
            sink.write(bytes);
            waiting.get(i).done().at(position, bytes.length | (stored.get(i).plain() ? PLAIN : 0));
            position += bytes.length;
        }
        waiting.clear();
    }

    private void endFragment() throws IOException {
        int number = fragments.size();
        fragments.add(new Fragment(0, 0));
        add(Arrays.copyOf(fragment, fragmentLength), (place, word) -> fragments.set(number, new Fragment(place, word)));
        fragmentLength = 0;
    }

    /** Writes what is left. */
    void finish() throws IOException {
        if (fragmentLength > 0) {
            endFragment();
        }
        writeWaiting();
    }

    /** Behind the last block, in the file. */
    long position() {
        return position;
    }

    List<Fragment> fragments() {
        return fragments;
    }
}
