package dev.slipway.mojo;

import dev.slipway.build.BuildSystem;
import dev.slipway.build.LinuxKitProject;
import dev.slipway.build.OutputNames;
import dev.slipway.output.format.OutputFormat;
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

    /** @param project for one platform */
    final OutputNames names(LinuxKitProject project) {
        OutputNames names = commonNames(project);
        return hasPlatforms() ? names.withPlatformOf(project) : names;
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
