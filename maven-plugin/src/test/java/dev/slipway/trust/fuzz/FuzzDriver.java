package dev.slipway.trust.fuzz;

import java.util.Objects;

/** What Jazzer calls. */
public final class FuzzDriver {
    static final String TARGET = "slipway.fuzz.target";

    private static final FuzzTarget SELECTED =
            FuzzTargets.named(Objects.requireNonNull(System.getProperty(TARGET), TARGET));

    private FuzzDriver() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        SELECTED.accepts(bytes);
    }
}
