package dev.slipway.store;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** A file of the store has other bytes than it got its name for. It was removed, so the next attempt brings it anew. */
public final class StoreEntryDamaged extends Problem {
    private static final long serialVersionUID = 1L;

    private final Digest digest;

    StoreEntryDamaged(Path path, Digest digest, String what) {
        super(
                Fault.ENVIRONMENT,
                path.toString(),
                "this file of the store was damaged (" + what + ") and has been removed",
                "Run the build again: it is downloaded again. If the error comes back, check the disk.");
        this.digest = digest;
    }

    /** What the file should have been. */
    public Digest digest() {
        return digest;
    }
}
