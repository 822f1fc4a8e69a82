package dev.slipway.environment;

/** A Maven artifact that a reference names is a module of the same multi-module project, and is not packaged yet. */
public final class ModuleNotPackaged extends ArtifactNotFound {
    private static final long serialVersionUID = 1L;

    /**
     * @param artifact coordinates as written
     * @param what the fact
     */
    public ModuleNotPackaged(String artifact, String what, String next) {
        super(artifact, what, next, null);
    }
}
