package dev.slipway.environment;

import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A {@code maven:} reference names an artifact that cannot be resolved. */
public sealed class ArtifactNotFound extends Problem permits ModuleNotPackaged {
    private static final long serialVersionUID = 1L;

    /** @param artifact coordinates as written */
    public ArtifactNotFound(String artifact, String reason, String next, @Nullable Throwable cause) {
        super(Fault.USER, artifact, reason, next, cause);
    }
}
