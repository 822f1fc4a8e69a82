package dev.slipway.recipe;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** Contents one after the other. Each verifies itself, so the whole does. */
record Concatenation(List<Content> parts, long size, Digest digest) implements Content {
    Concatenation {
        parts = List.copyOf(parts);
    }

    static Content of(List<Content> parts) throws IOException {
        long size = parts.stream().mapToLong(Content::size).sum();
        return new Concatenation(parts, size, Digest.of(stream(parts)));
    }

    @Override
    public InputStream open() {
        return stream(parts);
    }

    private static InputStream stream(List<Content> parts) {
        Iterator<Content> rest = parts.iterator();
        Enumeration<InputStream> streams = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return rest.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return rest.next().open();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return new SequenceInputStream(streams);
    }
}
