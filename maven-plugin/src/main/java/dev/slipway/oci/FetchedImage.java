package dev.slipway.oci;

import dev.slipway.content.Content;
import java.util.List;

/**
 * One image for one platform, at hand.
 *
 * @param layers as they came, mostly compressed, lowest first; parallel to {@code manifest.layers()}
 */
public record FetchedImage(Manifest manifest, ImageConfig config, List<Content> layers) {
    public FetchedImage {
        layers = List.copyOf(layers);
    }
}
