package dev.slipway.oci.layer;

import dev.slipway.problem.Problem;
import dev.slipway.tree.PathLeavesTree;
import dev.slipway.tree.TreeLimitExceeded;
import dev.slipway.tree.TreePath;

/** A layer that cannot be unpacked as the image specification has it. */
public final class MalformedLayer extends Problem {
    private static final long serialVersionUID = 1L;

    /** The clean form of a path in a layer; an image that writes outside of itself is refused by name. */
    static String clean(String layer, String path) {
        try {
            String clean = TreePath.clean(path);
            TreePath.requirePossible(clean);
            return clean;
        } catch (PathLeavesTree e) {
            throw new MalformedLayer(layer, "'" + path + "' leaves the root of the image");
        } catch (TreeLimitExceeded e) {
            throw new MalformedLayer(layer, e.sentence());
        }
    }

    MalformedLayer(String layer, String what) {
        this(layer, what, "No container tool can unpack this layer. Ask the publisher of the image to build it again.");
    }

    private MalformedLayer(String layer, String what, String next) {
        super(Fault.USER, layer, what, next);
    }

    /** A layer that others might unpack. */
    static MalformedLayer withRemedy(String layer, String what, String next) {
        return new MalformedLayer(layer, what, next);
    }
}
