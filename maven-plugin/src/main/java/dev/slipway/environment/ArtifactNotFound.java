package dev.slipway.environment;

import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A Maven artifact that a reference names is not to be had. */
public sealed class ArtifactNotFound extends Problem permits ModuleNotPackaged {
    private static final long serialVersionUID = 1L;

    /** @param artifact coordinates as written */
    public ArtifactNotFound(String artifact, String reason, String next, @Nullable Throwable cause) {
        super(Fault.USER, artifact, reason, next, cause);
    }
}
