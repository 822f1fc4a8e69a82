package dev.slipway.mojo;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.MemorySize;
import dev.slipway.goal.BuildSystem;
import dev.slipway.maven.OutputTimestamp;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes files of a system. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class OutputMojo extends LinuxKitMojo {
    /**
     * Folder of the outputs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * First part of the outputs' names. By default the project's final name; without a POM the name of the YAML file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Tells the outputs of this execution from those of others in the same project: it stands after the final name in the files' names,
     * and before {@code kernel}, {@code initrd}, {@code cmdline} and {@code lock} in the classifiers of the artifacts.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.classifier")
    private @Nullable String classifier;

    /**
     * Time that generated files carry and that no file of a layer exceeds. By default LinuxKit's, 2017-04-18T16:30:00Z.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    /**
     * Whether the kernel is taken out of its wrapping, for machines that start an ELF vmlinux or a plain Image: a bzImage with a payload
     * of gzip, xz or zstd, or an image compressed as a whole.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.kernel.decompress", defaultValue = "false")
    private boolean decompressKernel;

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

    /**
     * What a layer of an image may have when it is unpacked, however small it is compressed: a number with {@code K}, {@code M} or
     * {@code G}. A larger one is unpacked up to 1032 times its compressed size, which is all that gzip can reach;
     * what exceeds both is refused as a decompression bomb. Only zstd and xz over files full of zeros come so far.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.layerLimit", defaultValue = "256M")
    private String layerLimit;

    /** The project with all that says how its system is made. */
    final LinuxKitProject system() {
        LinuxKitProject project = linuxKit()
                .withDecompressedKernel(decompressKernel)
                .withMemoryLimit(memoryLimit == null ? 0 : MemorySize.parse(memoryLimit));
        return sources == null ? project : project.withSources(sources.toPath());
    }

    /** What is allowed to the goal, which unpacks layers. */
    final BuildEnvironment unpackingEnvironment() {
        return environment().withLayerLimit(MemorySize.parse(layerLimit, "slipway.layerLimit"));
    }

    /** @param project for one platform */
    final OutputNames names(LinuxKitProject project) {
        OutputNames names = commonNames(project);
        return hasPlatforms() ? names.withPlatform(project.platform()) : names;
    }

    /** What the platforms have in common. */
    final OutputNames commonNames(LinuxKitProject project) {
        return OutputNames.of(outputDirectory.toPath(), outputName(finalName, project.name()))
                .withClassifier(classifier);
    }

    /** What the lock is attached as: one for all platforms. */
    final String lockClassifier(LinuxKitProject project) {
        return commonNames(project).lockClassifier();
    }

    /** @param project for one platform */
    final BuildSystem.Request request(LinuxKitProject project, OutputFormat format) {
        return new BuildSystem.Request(names(project), OutputTimestamp.parse(outputTimestamp), List.of(format));
    }
}
