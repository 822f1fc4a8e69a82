package dev.slipway.lock;

import dev.slipway.problem.Problem;
import java.util.List;

/** The lock and the YAML do not name the same images. */
public final class LockIsStale extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param reasons one sentence for each image */
    LockIsStale(String file, List<String> reasons) {
        super(
                Fault.USER,
                file,
                "the lock does not fit the YAML",
                String.join("\n", reasons)
                        + "\nThe build uses locked images only, and the YAML was changed since the lock was written.\n"
                        + "Run: mvn slipway:resolve     then commit the lock");
    }
}
