package dev.slipway.project;

import dev.slipway.problem.Problem;
import java.util.List;

/** The lock is frozen, and the YAML asks for another one. */
public final class LockWouldChange extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param goal what would change it */
    public LockWouldChange(String file, String goal, List<String> changes) {
        super(
                Fault.USER,
                file,
                "the lock would change, and slipway.frozen forbids it",
                String.join("\n", changes) + "\nRun without slipway.frozen: mvn " + goal + "\nThen commit the lock.");
    }
}
