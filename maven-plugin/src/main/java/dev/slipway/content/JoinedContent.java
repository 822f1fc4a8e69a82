package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contents one after the other. Each part verifies itself while it is read, so the whole does. */
final class JoinedContent implements Content {
    private final List<Content> parts;
    private @Nullable Digest digest;

    JoinedContent(List<? extends Content> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Content::size).sum();
    }

    /** Found by reading the whole, and so only when somebody asks. */
    @Override
    public synchronized Digest digest() {
        if (digest == null) {
            try {
                digest = Digest.of(open());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return digest;
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

    @Override
    public void writeTo(OutputStream sink) throws IOException {
        for (Content part : parts) {
            part.writeTo(sink);
        }
    }
}
