package dev.slipway.oci;

import dev.slipway.content.IOFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images of an index and of the indexes in it (OCI image-spec, "Image Index": "implementations SHOULD support" an index as an
 * entry), as one flat index. Build tools make them for an image and its attestation of each platform.
 */
final class NestedIndexes {
    /** Indexes inside indexes; those of public registries have one. */
    private static final int MAX_DEPTH = 4;

    /** Indexes of one image, each of which is asked for. */
    private static final int MAX_INDEXES = 64;

    private final IOFunction<Descriptor, ImageDocument> reader;
    private final String image;
    private final List<Descriptor> found = new ArrayList<>();

    /**
     * @param reader reads the document that a descriptor names
     * @param image named in failures
     */
    NestedIndexes(IOFunction<Descriptor, ImageDocument> reader, String image) {
        this.reader = reader;
        this.image = image;
    }

    /** The indexes that stand in it, at any depth; known after {@link #flat}. */
    List<Descriptor> found() {
        return List.copyOf(found);
    }

    /** The images, those of an inner index where it stood. */
    Index flat(Index index) throws IOException {
        List<Descriptor> images = new ArrayList<>();
        add(index, null, 0, images);
        return new Index(images);
    }

    private void add(Index index, @Nullable Platform outer, int depth, List<Descriptor> images) throws IOException {
        for (Descriptor each : index.manifests()) {
            Platform platform = each.platform() == null ? outer : each.platform();
            if (MediaTypes.isIndex(each.mediaType())) {
                found.add(each);
                if (depth == MAX_DEPTH || found.size() > MAX_INDEXES) {
                    throw new MalformedDocument(
                            image,
                            "has indexes inside indexes, more than " + MAX_DEPTH + " levels or " + MAX_INDEXES
                                    + " of them");
                }
                if (!(reader.apply(each) instanceof Index inner)) {
                    throw new MalformedDocument(image, "has a manifest where an index should be: " + each.digest());
                }
                add(inner, platform, depth + 1, images);
            } else {
                images.add(each.withPlatform(platform));
            }
        }
    }
}
