package dev.slipway.oci.layer;

import dev.slipway.problem.Problem;

/** A layer that cannot be unpacked as the image specification has it. */
public final class MalformedLayer extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedLayer(String layer, String what) {
        super(
                Fault.USER,
                layer,
                what,
                "No container tool could unpack this layer either; the image must be built again by whoever made it.");
    }
}
