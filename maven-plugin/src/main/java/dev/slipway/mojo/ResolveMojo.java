package dev.slipway.mojo;

import dev.slipway.goal.LockImages;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.system.BootLoaderImage;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Pins every image of the YAML file by digest in the lock file, and fetches what the store lacks. A pin that is there never moves
 * by itself.
 */
@Mojo(name = "resolve", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true, requiresProject = false)
public final class ResolveMojo extends LinuxKitMojo {
    /**
     * Moves pins to what their tags name now: {@code all}, or patterns such as {@code docker.io/linuxkit/*}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.update")
    private @Nullable List<String> update;

    /**
     * Fails if the lock file would change, and leaves it alone.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * Writes {@code trust-policy.yml} for a YAML whose section {@code trust} names images that no rule is for: they may then be used as
     * the lock pins them. A file that is there is left alone. Without this the text is printed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.write", defaultValue = "false")
    private boolean trustWrite;

    /**
     * Pins modules of the same multi-module project by digest too, for a lock that is used outside of the project. By default the lock
     * names them without a digest, because the commit pins them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.pinModules", defaultValue = "false")
    private boolean pinModules;

    /**
     * Image with the boot loaders of the ISO. By default the base package of the plugin's own version. It is pinned in a project that has
     * the goal {@code iso}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.bootLoader")
    private @Nullable String bootLoader;

    /**
     * Builds no ISO when true, so no boot loader is pinned.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.skip", defaultValue = "false")
    private boolean skipIso;

    @Override
    void run() throws IOException {
        LinuxKitProject project = linuxKit();
        boolean buildsIso = !skipIso && hasGoal("iso");
        new LockImages(environment())
                .writingPolicy(trustWrite)
                .pinningModules(pinModules)
                .withBootLoaders(buildsIso ? BootLoaderImage.all(project, bootLoader, pluginVersion()) : List.of())
                .run(project, update == null ? List.of() : update, frozen);
    }
}
