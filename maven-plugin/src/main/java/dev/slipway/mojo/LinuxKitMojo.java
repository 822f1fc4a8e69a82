package dev.slipway.mojo;

import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.TrustSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that reads LinuxKit YAML. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class LinuxKitMojo extends StoreMojo {
    /**
     * The LinuxKit YAML files; several are merged from left to right, as {@code linuxkit build} does.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.config", defaultValue = "${basedir}/linuxkit.yml", required = true)
    private List<File> config;

    /**
     * The lock file. Default: the name of the (last) YAML file with {@code .lock}, such as {@code linuxkit.lock}, in the same
     * folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.lock")
    private @Nullable File lock;

    /**
     * Platform of the image, {@code os/architecture[/variant]}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platform", defaultValue = "linux/amd64", required = true)
    private String platform;

    /**
     * Platforms to build, instead of {@code platform}. The files and artifacts of each have its architecture in their names, such
     * as <code>{finalName}-arm64.iso</code>. One lock file is for all of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

    /**
     * Whether <code>${name}</code> in the YAML is replaced with the Maven property of that name. A name that is not a property is
     * left as it is, because it may belong to a script in {@code contents}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.filtering", defaultValue = "false")
    private boolean filtering;

    /**
     * The policy: which images need which signature. Default: {@code trust-policy.yml} in the folder of the POM (without a POM, of
     * the first YAML file) or of a YAML file, if it exists; two of them are an error. Only the POM can name another file, because
     * the command line must not weaken the policy.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable File trustPolicy;

    /**
     * What is required at least of images without a rule: {@code accept}, {@code listed}, {@code pinned} or {@code reject}. It has
     * no effect if the policy's own {@code default} is stricter.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.default")
    private @Nullable String trustDefault;

    @Override
    final List<File> files() {
        return config;
    }

    /** The project for all its platforms. */
    final LinuxKitProject linuxKit() {
        List<Path> files = config.stream().map(File::toPath).toList();
        LinuxKitProject project = LinuxKitProject.of(files, lock == null ? null : lock.toPath(), platform)
                .withTrust(TrustSettings.of(trustPolicy == null ? null : trustPolicy.toPath(), trustDefault)
                        .in(baseFolder()));
        LinuxKitProject all = platforms == null || platforms.isEmpty() ? project : project.withPlatforms(platforms);
        return filtering ? all.withProperties(properties()) : all;
    }

    /** The platform to take where only one can be. */
    final String platform() {
        return platform;
    }

    /** Whether outputs are named for their platforms. */
    final boolean hasPlatforms() {
        return platforms != null && !platforms.isEmpty();
    }
}
