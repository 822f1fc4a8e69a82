package dev.slipway.archive.image;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A content of any size that is nowhere: zeros, but for its name at the start and at the end. */
public record Generated(String name, long size) implements Content {
    @Override
    public Digest digest() {
        return Digest.of((name + size).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream open() {
        byte[] mark = name.getBytes(StandardCharsets.UTF_8);
        if (size < 2L * mark.length) {
            return new ByteArrayInputStream(Arrays.copyOf(mark, (int) size));
        }
        return BlockImage.ofSize(size)
                .with(0, Piece.of(mark))
                .with(size - mark.length, Piece.of(mark))
                .open();
    }
}
