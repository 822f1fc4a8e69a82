package dev.slipway.archive.iso9660;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extents of contents that lie on the disc already. Digests are asked for only among contents of one size: to know one, its content
 * may have to be read.
 */
final class SharedExtents {
    private static final class Twins {
        private final Map<Digest, Extent> byDigest = new HashMap<>();
        private @Nullable Content alone;
        private Extent extentOfAlone = Extent.NONE;
    }

    private final Map<Long, Twins> bySize = new HashMap<>();

    /** Where an equal content lies, or null. */
    @Nullable
    Extent find(Content content) {
        Twins twins = bySize.get(content.size());
        if (twins == null) {
            return null;
        }
        if (twins.alone != null) {
            twins.byDigest.put(twins.alone.digest(), twins.extentOfAlone);
            twins.alone = null;
        }
        return twins.byDigest.get(content.digest());
    }

    /** Remembers where a content lies that was not found. */
    void add(Content content, Extent extent) {
        Twins twins = bySize.get(content.size());
        if (twins == null) {
            twins = new Twins();
            twins.alone = content;
            twins.extentOfAlone = extent;
            bySize.put(content.size(), twins);
        } else {
            twins.byDigest.put(content.digest(), extent);
        }
    }
}
