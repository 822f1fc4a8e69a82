package dev.slipway.archive.image;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** An immutable block image: pieces at byte offsets, zeros between them. */
public final class BlockImage {
    private final NavigableMap<Long, Piece> pieces;
    private final long size;

    private BlockImage(NavigableMap<Long, Piece> pieces, long size) {
        this.pieces = pieces;
        this.size = size;
    }

    /** An image of zeros. */
    public static BlockImage ofSize(long size) {
        return new BlockImage(new TreeMap<>(), size);
    }

    /**
     * An image of pieces.
     *
     * @param pieces by offset in bytes
     * @param size in bytes
     * @throws IllegalArgumentException if pieces overlap or do not fit
     */
    public static BlockImage of(Map<Long, Piece> pieces, long size) {
        NavigableMap<Long, Piece> sorted = new TreeMap<>(pieces);
        sorted.values().removeIf(piece -> piece.size() == 0);
        long end = 0;
        for (Map.Entry<Long, Piece> piece : sorted.entrySet()) {
            if (piece.getKey() < end) {
                throw new IllegalArgumentException("pieces overlap at byte " + piece.getKey());
            }
            end = piece.getKey() + piece.getValue().size();
        }
        if (end > size) {
            throw new IllegalArgumentException("pieces end at byte " + end + " of " + size);
        }
        return new BlockImage(sorted, size);
    }

    /**
     * This image with one more piece, in a place where zeros were.
     *
     * @throws IllegalArgumentException if a piece is there already or the image ends before
     */
    public BlockImage with(long offset, Piece piece) {
        NavigableMap<Long, Piece> more = new TreeMap<>(pieces);
        if (more.put(offset, piece) != null) {
            throw new IllegalArgumentException("pieces overlap at byte " + offset);
        }
        return of(more, size);
    }

    /** Size in bytes. */
    public long size() {
        return size;
    }

    /**
     * This image with another one in a place where zeros were; what is zeros between the other's pieces stays so.
     *
     * @throws IllegalArgumentException if a piece is there already or the image ends before
     */
    public BlockImage with(long offset, BlockImage other) {
        if (offset + other.size > size) {
            throw new IllegalArgumentException("pieces end at byte " + (offset + other.size) + " of " + size);
        }
        NavigableMap<Long, Piece> more = new TreeMap<>(pieces);
        other.pieces.forEach((place, piece) -> {
            if (more.put(offset + place, piece) != null) {
                throw new IllegalArgumentException("pieces overlap at byte " + (offset + place));
            }
        });
        return of(more, size);
    }

    /** This image with zeros at its end, so that it has a size that is not less than its own. */
    public BlockImage ofAtLeast(long other) {
        return of(pieces, Math.max(size, other));
    }

    /**
     * Where a piece is, in whole units: the rest is zeros. It depends on the places and sizes of the pieces only, so a format knows what it
     * will write before it reads a byte. Runs are in order and do not touch; the last one ends with the image.
     *
     * @param unit bytes, at least 1
     */
    public List<Extent> extents(long unit) {
        List<Extent> runs = new ArrayList<>();
        long start = 0;
        long end = 0;
        for (Map.Entry<Long, Piece> piece : pieces.entrySet()) {
            long first = piece.getKey() / unit * unit;
            if (first > end) {
                addRun(runs, start, end);
                start = first;
            }
            long last = piece.getKey() + piece.getValue().size() - 1;
            end = Math.min((last / unit + 1) * unit, size);
        }
        addRun(runs, start, end);
        return runs;
    }

    private static void addRun(List<Extent> runs, long start, long end) {
        if (end > start) {
            runs.add(new Extent(start, end - start));
        }
    }

    /** A fresh stream over the whole image. */
    public InputStream open() {
        return open(0, size);
    }

    /**
     * A fresh stream over a part of the image; pieces outside of it are not opened.
     *
     * @throws IndexOutOfBoundsException if the image ends before
     */
    public InputStream open(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, size);
        Long first = pieces.floorKey(offset);
        NavigableMap<Long, Piece> from = first == null ? pieces : pieces.tailMap(first, true);
        return new ImageStream(from, offset, offset + length);
    }

    /** Writes the whole image to a sink, which stays open; a {@link ZeroSink} is spared what lies between the pieces. */
    public void writeTo(OutputStream sink) throws IOException {
        long position = 0;
        for (Extent extent : extents(1)) {
            ZeroSink.write(sink, extent.offset() - position);
            copy(extent, sink);
            position = extent.end();
        }
        ZeroSink.write(sink, size - position);
    }

    private void copy(Extent extent, OutputStream sink) throws IOException {
        byte[] buffer = new byte[(int) Math.min(extent.length(), 1 << 17)];
        try (InputStream in = open(extent.offset(), extent.length())) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sink.write(buffer, 0, count);
            }
        }
    }

    /** This image as a content; it is read once, now, to know its digest. */
    public Content toContent() throws IOException {
        Digest digest = Digest.of(open());
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public Digest digest() {
                return digest;
            }

            @Override
            public InputStream open() {
                return new VerifyingInputStream(BlockImage.this.open(), digest, size, "image " + digest);
            }

            @Override
            public String toString() {
                return digest.toString();
            }
        };
    }
}
