package dev.slipway.archive.image;

import dev.slipway.content.Content;
import dev.slipway.content.IOSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a known size, opened when their turn comes. */
public interface Piece {
    /** Size in bytes. */
    long size();

    /** A fresh stream over {@link #size()} bytes. */
    InputStream open() throws IOException;

    /** Bytes at hand; the array is not copied and must not change. */
    static Piece of(byte[] bytes) {
        return of(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** A whole content. */
    static Piece of(Content content) {
        return of(content.size(), content::open);
    }

    /** Bytes that are made when they are asked for. */
    static Piece of(long size, IOSupplier<InputStream> source) {
        return new Piece() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return source.get();
            }
        };
    }
}
