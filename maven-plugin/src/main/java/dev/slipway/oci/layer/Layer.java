package dev.slipway.oci.layer;

import java.util.List;

/**
 * A layer of an image.
 *
 * @param name names it in failures
 * @param changes in the order of the tar
 */
public record Layer(String name, List<LayerChange> changes) {
    public Layer {
        changes = List.copyOf(changes);
    }
}
