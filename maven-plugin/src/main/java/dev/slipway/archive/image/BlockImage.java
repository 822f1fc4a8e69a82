package dev.slipway.archive.image;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.NavigableMap;
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

    /** A fresh stream over the whole image. */
    public InputStream open() {
        return new ImageStream(pieces, size);
    }

    /** Writes the whole image to a sink, which stays open. */
    public void writeTo(OutputStream sink) throws IOException {
        byte[] buffer = new byte[1 << 17];
        try (InputStream in = open()) {
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
