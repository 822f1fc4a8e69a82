package dev.slipway.archive.pe;

import dev.slipway.content.Content;
import java.nio.charset.StandardCharsets;

/**
 * A section that a unified kernel image has besides those of the stub.
 *
 * @param name at most 8 characters of ASCII
 */
public record Section(String name, Content content) {
    static final int NAME_BYTES = 8;

    public Section {
        if (name.length() > NAME_BYTES
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("no name of a section: " + name);
        }
    }
}
