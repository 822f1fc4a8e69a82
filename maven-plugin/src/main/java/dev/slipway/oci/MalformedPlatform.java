package dev.slipway.oci;

import dev.slipway.problem.Problem;

/** A text that should be a platform and is none. */
public final class MalformedPlatform extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedPlatform(String text) {
        super(
                Fault.USER,
                "platform '" + text + "'",
                "this is not a platform",
                "Write os/architecture[/variant]: linux/amd64, linux/arm64, linux/arm/v7.");
    }
}
