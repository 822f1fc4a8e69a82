package dev.slipway.output;

import dev.slipway.content.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * An initrd that is ready to be copied.
 *
 * @param parts what goes into the file, in this order
 * @param sizes what each part weighs
 */
public record Initrd(List<Content> parts, List<SizeByOrigin.Line> sizes) {
    public Initrd {
        parts = List.copyOf(parts);
        sizes = List.copyOf(sizes);
    }

    /** Size in bytes. */
    public long size() {
        return parts.stream().mapToLong(Content::size).sum();
    }

    /** Copies all parts to a sink, which stays open. */
    public void writeTo(OutputStream sink) throws IOException {
        for (Content part : parts) {
            part.writeTo(sink);
        }
    }
}
