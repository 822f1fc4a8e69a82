package dev.slipway.mojo;

import dev.slipway.build.LinuxKitProject;
import dev.slipway.build.MemorySize;
import dev.slipway.build.TrustSettings;
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
     * Whether the kernel is taken out of its wrapping, for machines that start an ELF vmlinux or a plain Image: a bzImage with a payload
     * of gzip, xz or zstd, or an image compressed as a whole.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.kernel.decompress", defaultValue = "false")
    private boolean decompressKernel;

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

    /**
     * Memory of the machine that the system is for, {@code 512M} or {@code 2G}. A system whose files are too large or too many to be
     * unpacked in so much is refused with the line of what is heaviest; one that barely fits is warned of, and so is an ISO whose initrd
     * is too large for GRUB on such a machine.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.memoryLimit")
    private @Nullable String memoryLimit;

    /**
     * The folder that relative paths of {@code source} under {@code files} count from. By default the folder of the (last) YAML file;
     * LinuxKit counts from the directory in which it runs, so a file of it that lies in a folder of its own may need
     * {@code ${project.basedir}} here. References such as {@code oci:dir} always count from the YAML's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.sources")
    private @Nullable File sources;

    @Override
    final boolean hasNothingHere() {
        return config.stream().allMatch(this::isOfAnotherModule);
    }

    /** The project for all its platforms. */
    final LinuxKitProject linuxKit() {
        List<Path> files = config.stream().map(File::toPath).toList();
        LinuxKitProject project = LinuxKitProject.of(files, lock == null ? null : lock.toPath(), platform)
                .withDecompressedKernel(decompressKernel)
                .withTrust(TrustSettings.of(trustPolicy == null ? null : trustPolicy.toPath(), trustDefault)
                        .in(baseFolder()))
                .withMemoryLimit(memoryLimit == null ? 0 : MemorySize.parse(memoryLimit));
        LinuxKitProject all = platforms == null || platforms.isEmpty() ? project : project.withPlatforms(platforms);
        LinuxKitProject placed = sources == null ? all : all.withSources(sources.toPath());
        return filtering ? placed.withProperties(properties()) : placed;
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
