package dev.slipway.output;

import dev.slipway.content.Content;
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

    /** The parts as one file. */
    public Content content() {
        return Content.concat(parts);
    }

    /** Size in bytes. */
    public long size() {
        return content().size();
    }
}
