package dev.slipway.oci.layer;

import dev.slipway.problem.Problem;
import dev.slipway.tree.PathLeavesTree;
import dev.slipway.tree.TreePath;

/** A layer that cannot be unpacked as the image specification has it. */
public final class MalformedLayer extends Problem {
    private static final long serialVersionUID = 1L;

    /** The clean form of a path in a layer; an image that writes outside of itself is refused by name. */
    static String clean(String layer, String path) {
        try {
            return TreePath.clean(path);
        } catch (PathLeavesTree e) {
            throw new MalformedLayer(layer, "'" + path + "' leaves the root of the image");
        }
    }

    MalformedLayer(String layer, String what) {
        super(
                Fault.USER,
                layer,
                what,
                "No container tool could unpack this layer either; the image must be built again by whoever made it.");
    }
}
