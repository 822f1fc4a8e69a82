package dev.slipway.build;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** Contents one behind the other. Each part verifies itself while it is read. */
final class JoinedContent implements Content {
    private final List<Content> parts;
    private final Digest digest;

    private JoinedContent(List<Content> parts, Digest digest) {
        this.parts = parts;
        this.digest = digest;
    }

    /** Reads all parts once, for the digest of the whole. */
    static JoinedContent of(List<Content> parts) throws IOException {
        List<Content> copy = List.copyOf(parts);
        return new JoinedContent(copy, Digest.of(stream(copy)));
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Content::size).sum();
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public InputStream open() {
        return stream(parts);
    }

    private static InputStream stream(List<Content> parts) {
        Iterator<Content> rest = parts.iterator();
        // One part is open at a time.
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return rest.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return opened(rest.next());
            }
        });
    }

    private static InputStream opened(Content part) {
        try {
            return part.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
