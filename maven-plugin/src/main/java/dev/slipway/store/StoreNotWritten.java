package dev.slipway.store;

import dev.slipway.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** The store's folder cannot be written. */
public final class StoreNotWritten extends Problem {
    private static final long serialVersionUID = 1L;

    StoreNotWritten(Path path, IOException cause) {
        super(
                Fault.ENVIRONMENT,
                path.toString(),
                "the store cannot be written (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")",
                "Free some space or make the folder writable, or choose another one with -Dslipway.store=<folder>.",
                cause);
    }
}
