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
     * The lock file. By default {@code linuxkit.lock} beside the (last) YAML file, named after it.
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
     * Platforms of the images, in place of {@code platform}: each is built, into files and artifacts that have its architecture in their
     * names, such as <code>{finalName}-arm64.iso</code>. One lock holds them all.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

    /**
     * Whether <code>${name}</code> in the YAML is replaced with the Maven property of that name. A name that is no property stays as it
     * is, because a script in {@code contents} may mean it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.filtering", defaultValue = "false")
    private boolean filtering;

    /**
     * The policy that says which images have to be proven, and how. By default {@code trust-policy.yml} in the project's folder (that of
     * the POM, or without a POM that of the first YAML file) or beside a YAML file, if it is there; two are an error. Only the POM can
     * name another one: a command line may ask for more proof, never for less.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable File trustPolicy;

    /**
     * The loosest {@code default} that the policy may have for images without a rule: {@code accept}, {@code listed}, {@code pinned} or
     * {@code reject}. What is stricter in the policy stays.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.default")
    private @Nullable String trustDefault;

    @Override
    final boolean hasNothingHere() {
        return config.stream().allMatch(this::isOfAnotherModule);
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
