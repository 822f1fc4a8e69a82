package dev.slipway.trust.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls. */
public final class FuzzDriver {
    static final String TARGET = "slipway.fuzz.target";

    private static @Nullable FuzzTarget selected;

    private FuzzDriver() {}

    /** Makes keys and good inputs, which takes longer than an input may take. */
    public static void fuzzerInitialize() {
        selected = FuzzTargets.named(Objects.requireNonNull(System.getProperty(TARGET), TARGET));
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Objects.requireNonNull(selected).accepts(bytes);
    }
}
