package dev.slipway.mojo;

import dev.slipway.build.BuildInitrd;
import dev.slipway.build.LinuxKitProject;
import java.io.File;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that builds a system. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class SystemMojo extends LinuxKitMojo {
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
     * Compression of the initrd: {@code zstd}, {@code gzip}, {@code none}, or {@code auto} for zstd when the kernel says that it is 5.10 or
     * newer, else gzip.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.compression", defaultValue = "auto", required = true)
    private String compression;

    /**
     * Time that generated files carry and that no file of a layer exceeds. By default LinuxKit's, 2017-04-18T16:30:00Z.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    final BuildInitrd.Request request(LinuxKitProject project) {
        return new BuildInitrd.Request(
                outputDirectory.toPath(),
                outputName(finalName, project.name()),
                compression,
                OutputTimestamp.parse(outputTimestamp));
    }
}
