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
     * Beginning of the names of the outputs. Default: the project's final name; without a POM, the name of the YAML file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Distinguishes the outputs of this execution from those of other executions in the same project. It follows the final name in
     * the names of the files, and precedes {@code kernel}, {@code initrd}, {@code cmdline} and {@code lock} in the classifiers of
     * the artifacts.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.classifier")
    private @Nullable String classifier;

    /**
     * Modification time of generated files, and the latest time of all other files: later ones are set to it. Default:
     * 2017-04-18T16:30:00Z, as in LinuxKit.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    /**
     * If true, extracts the uncompressed kernel (vmlinux or Image) from a bzImage or a compressed image (gzip, xz or zstd), for
     * hypervisors that cannot boot the compressed one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.kernel.decompress", defaultValue = "false")
    private boolean decompressKernel;

    /**
     * Memory of the machine that the system is for, such as {@code 512M} or {@code 2G}. The goal fails if the files do not fit into
     * it, and names the largest images. It warns if they barely fit, or if the initrd of an ISO is too large for GRUB on such a
     * machine. Files of a root that stays on a disk do not count.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.memoryLimit")
    private @Nullable String memoryLimit;

    /**
     * Folder that relative paths of {@code source} under {@code files} start at. Default: the folder of the (last) YAML file. In
     * LinuxKit they start at the working directory, so a YAML file in a subfolder may need {@code ${project.basedir}} here.
     * References such as {@code oci:dir} always start at the folder of the YAML file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.sources")
    private @Nullable File sources;

    /**
     * Size up to which every layer is unpacked: a number with {@code K}, {@code M} or {@code G}. A larger layer is unpacked if it
     * is at most 1032 times its compressed size, the most that gzip can reach; otherwise it is refused as a decompression bomb.
     * Only layers with large files of zeros, compressed with zstd or xz, need a higher limit.
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
        return OutputNames.of(outputFolder(outputDirectory), outputName(finalName, project.name()))
                .withClassifier(classifier);
    }

    /** What the lock is attached as: one for all platforms. */
    final String lockClassifier(LinuxKitProject project) {
        return commonNames(project).lockClassifier();
    }

    /** @param project for one platform */
    final BuildSystem.Request request(LinuxKitProject project, List<OutputFormat> formats) {
        return new BuildSystem.Request(names(project), OutputTimestamp.parse(outputTimestamp), formats);
    }
}
