package dev.slipway.oci.layer;

import java.util.function.Consumer;

/**
 * How a layer is read.
 *
 * @param where the layer, named in failures
 * @param ahead whether it is large enough for a thread of its own that decompresses it
 * @param warnings takes what is out of the specification and read all the same
 */
public record LayerReading(String where, LayerLimits limits, boolean ahead, Consumer<String> warnings) {
    /** A reading with default limits that tells no warnings. */
    public static LayerReading of(String where) {
        return new LayerReading(where, LayerLimits.DEFAULT, false, warning -> {});
    }

    void warn(String what) {
        warnings.accept(where + ": " + what + "; it is read anyway");
    }
}
