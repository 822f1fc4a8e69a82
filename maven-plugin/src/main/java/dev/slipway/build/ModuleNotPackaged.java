package dev.slipway.build;

/** A Maven artifact that a reference names is a module of this very build, whose turn has not come or whose phase was not asked for. */
public final class ModuleNotPackaged extends ArtifactNotFound {
    private static final long serialVersionUID = 1L;

    /**
     * @param artifact coordinates as written
     * @param artifactId the module
     * @param type of the artifact
     */
    public ModuleNotPackaged(String artifact, String artifactId, String type, Throwable cause) {
        super(
                artifact,
                "this build has not packaged the module " + artifactId,
                "Run the phase package, and add a dependency of type " + type
                        + " on it to the POM, so that Maven builds it first.",
                cause);
    }
}
