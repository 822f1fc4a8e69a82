package dev.slipway.output.iso;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/**
 * Contents one after the other, as one: the segments of an initrd. Each part verifies itself while it is read. The digest of the whole
 * is found by reading it, and so only when somebody asks.
 */
record JoinedContent(List<Content> parts) implements Content {
    JoinedContent {
        parts = List.copyOf(parts);
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Content::size).sum();
    }

    @Override
    public Digest digest() {
        try {
            return Digest.of(open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open() {
        Iterator<Content> waiting = parts.iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return waiting.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return waiting.next().open();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
