package dev.slipway.oci.layer;

import dev.slipway.archive.tar.TarMember;
import dev.slipway.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A member of a layer's tar.
 *
 * @param tar as read, but for the name, which is clean
 * @param digest the sha256 of the content; null for all but files
 */
public record LayerMember(TarMember tar, @Nullable Digest digest) {
    public LayerMember {
        if ((tar.kind() == TarMember.Kind.FILE) != (digest != null)) {
            throw new IllegalArgumentException("a file has a digest, nothing else has: " + tar.name());
        }
    }
}
