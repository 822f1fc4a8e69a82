package dev.slipway.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes of a known size and digest that can be opened any number of times, from any thread. Never held in memory as a whole unless small. */
public interface Content {
    /** Size in bytes. */
    long size();

    /** The digest of the bytes, a sha256 wherever nobody else has chosen. */
    Digest digest();

    /**
     * A fresh stream over exactly {@link #size()} bytes. It fails with {@link DigestMismatch} before its end if the bytes
     * are not those of {@link #digest()}.
     */
    InputStream open() throws IOException;

    /** Copies all bytes to a sink, which stays open. */
    default void writeTo(OutputStream sink) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(sink);
        }
    }

    /**
     * All bytes of what may not be large.
     *
     * @param max bytes that it may have
     * @param where names it in the failure
     * @throws ContentTooLarge if it has more
     */
    default byte[] bytes(int max, String where) throws IOException {
        if (size() > max) {
            throw new ContentTooLarge(where, size(), max);
        }
        return bytes();
    }

    /** All bytes; for what is known to be small. */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Content held in memory; the array is copied. */
    static Content of(byte[] bytes) {
        return of(bytes, Digest.Algorithm.SHA256);
    }

    /** Content held in memory and named by another algorithm, as whoever names it does; the array is copied. */
    static Content of(byte[] bytes, Digest.Algorithm algorithm) {
        byte[] copy = bytes.clone();
        Digest digest = algorithm.of(copy);
        return new Content() {
            @Override
            public long size() {
                return copy.length;
            }

            @Override
            public Digest digest() {
                return digest;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public String toString() {
                return digest.toString();
            }
        };
    }

    /** The UTF-8 bytes of a text. */
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Contents one after the other, as one. Its digest is computed when it is asked for. */
    static Content concat(List<? extends Content> parts) {
        return new JoinedContent(parts);
    }
}
