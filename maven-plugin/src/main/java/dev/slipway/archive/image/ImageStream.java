package dev.slipway.archive.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;

/** Reads an image from its start to its end; one piece is open at a time, and each must have the size it promised. */
final class ImageStream extends InputStream {
    private final Iterator<Map.Entry<Long, Piece>> pieces;
    private final long size;

    private long position;
    private long start;
    private long end;
    private InputStream current = InputStream.nullInputStream();
    private Map.Entry<Long, Piece> next;

    ImageStream(NavigableMap<Long, Piece> pieces, long size) {
        this.pieces = pieces.entrySet().iterator();
        this.size = size;
        this.next = following();
    }

    // The end of the image is a last piece without bytes, so that the zeros before it are no special case.
    private Map.Entry<Long, Piece> following() {
        return pieces.hasNext() ? pieces.next() : Map.entry(size, Piece.of(new byte[0]));
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
            if (position == size) {
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
        start = position;
        if (position < next.getKey()) {
            end = next.getKey();
            current = new Zeros(end - start);
        } else {
            end = start + next.getValue().size();
            current = next.getValue().open();
            next = following();
        }
    }

    private void finishPiece() throws IOException {
        if (current.read() >= 0) {
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
