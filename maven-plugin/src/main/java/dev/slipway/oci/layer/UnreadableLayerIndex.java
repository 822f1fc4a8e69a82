package dev.slipway.oci.layer;

import java.io.IOException;

/** An index that was kept is damaged or of another version. It is made again from the layer, so no user need know. */
public final class UnreadableLayerIndex extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableLayerIndex(String what) {
        super("layer index: " + what);
    }
}
