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
 * Pins every image of the YAML file by digest in the lock file, and downloads what is not in the store. An existing pin never moves
 * by itself.
 */
@Mojo(name = "resolve", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true, requiresProject = false)
public final class ResolveMojo extends LinuxKitMojo {
    /**
     * Moves pins to the digests that their tags have now: {@code all} pins, or those that match patterns such as
     * {@code docker.io/linuxkit/*}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.update")
    private @Nullable List<String> update;

    /**
     * If true, fails if the lock file would change, and does not change it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * If true, writes a {@code trust-policy.yml} for the images in the YAML's section {@code trust} that have no rule, so that they
     * can be used as the lock pins them. An existing file is not changed. By default the text is printed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.write", defaultValue = "false")
    private boolean trustWrite;

    /**
     * If true, also pins modules of the same multi-module project by digest, for a lock that is used outside of the project. By
     * default the lock names them without a digest, because the commit pins them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.pinModules", defaultValue = "false")
    private boolean pinModules;

    /**
     * Image with the boot loaders. Default: the base package with the plugin's version. It is pinned in a project that has the goal
     * {@code iso}, {@code disk} or {@code image}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.bootLoader")
    private @Nullable String bootLoader;

    /**
     * If true, pins no boot loader. The goals {@code disk} and {@code image} then pin it themselves.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.skip", defaultValue = "false")
    private boolean skipIso;

    @Override
    void run() throws IOException {
        LinuxKitProject project = linuxKit();
        boolean builds = hasGoalWith("memoryLimit");
        boolean boots = !skipIso && hasGoalWith("bootLoader");
        new LockImages(environment())
                .writingPolicy(trustWrite)
                .pinningModules(pinModules)
                .readingLayers(builds)
                .rememberingIn(memory())
                .withBootLoaders(boots ? List.of(BootLoaderImage.of(bootLoader, pluginVersion())) : List.of())
                .run(project, update == null ? List.of() : update, frozen);
    }
}
