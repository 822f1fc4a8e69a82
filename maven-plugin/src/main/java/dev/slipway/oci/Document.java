package dev.slipway.oci;

import dev.slipway.content.Content;

/**
 * A manifest or index as it came, byte for byte; its bytes are what the digest names.
 *
 * @param self digest and size of the bytes, and the media type they were announced with
 */
public record Document(Descriptor self, Content content) {
    public Document {
        if (!self.digest().equals(content.digest()) || self.size() != content.size()) {
            throw new IllegalArgumentException(self.digest() + " does not name " + content.digest());
        }
    }
}
