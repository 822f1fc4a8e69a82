package dev.slipway.packaging;

import dev.slipway.oci.Platform;
import dev.slipway.oci.layout.OciLayout;
import java.util.List;

/**
 * The image of a recipe for one platform.
 *
 * @param layout the image alone
 * @param warnings what most likely is wrong with it
 */
record PlatformImage(Platform platform, PackedLayer layer, OciLayout layout, List<String> warnings) {
    PlatformImage {
        warnings = List.copyOf(warnings);
    }
}
