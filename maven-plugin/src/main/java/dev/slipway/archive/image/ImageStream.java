package dev.slipway.archive.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;

/** Reads a part of an image from its start to its end; one piece is open at a time, and each must have the size it promised. */
final class ImageStream extends InputStream {
    private final Iterator<Map.Entry<Long, Piece>> pieces;
    private final long to;

    private long position;
    private long start;
    private long end;
    private boolean isCut;
    private InputStream current = InputStream.nullInputStream();
    private Map.Entry<Long, Piece> next;

    /**
     * @param pieces from the last one that starts at the part's first byte or before
     * @param from the part's first byte
     * @param to the byte behind its last one
     */
    ImageStream(NavigableMap<Long, Piece> pieces, long from, long to) {
        this.pieces = pieces.entrySet().iterator();
        this.to = to;
        this.position = from;
        this.end = from;
        this.next = following();
        if (endOf(next) <= from) {
            this.next = following();
        }
    }

    // The end is a last piece without bytes, so that the zeros before it are no special case.
    private Map.Entry<Long, Piece> following() {
        return pieces.hasNext() ? pieces.next() : Map.entry(to, Piece.of(new byte[0]));
    }

    private static long endOf(Map.Entry<Long, Piece> piece) {
        return piece.getKey() + piece.getValue().size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == end) {
            finishPiece();
            if (position == to) {
                return -1;
            }
            startPiece();
        }
        int count = current.read(buffer, offset, (int) Math.min(length, end - position));
        if (count < 0) {
            throw new PieceSizeMismatch(start, end - start, position - start + " bytes");
        }
        position += count;
        return count;
    }

    private void startPiece() throws IOException {
        if (position < next.getKey()) {
            start = position;
            end = Math.min(next.getKey(), to);
            current = new Zeros(end - start);
            return;
        }
        start = next.getKey();
        end = Math.min(endOf(next), to);
        isCut = end < endOf(next);
        current = next.getValue().open();
        current.skipNBytes(position - start);
        next = following();
    }

    private void finishPiece() throws IOException {
        if (!isCut && current.read() >= 0) {
            throw new PieceSizeMismatch(start, end - start, "more");
        }
        current.close();
        current = InputStream.nullInputStream();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
