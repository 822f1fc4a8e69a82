package dev.slipway.mojo;

import dev.slipway.build.BuildTar;
import dev.slipway.build.LinuxKitProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@code <finalName>.tar} of the locked images, and attaches it: LinuxKit's intermediate tree with kernel and command line
 * below {@code boot}. Extended attributes are kept, and every entry says by pax records which image ({@code LINUXKIT.source}) and
 * which line of the YAML ({@code LINUXKIT.location}) put it there.
 */
@Mojo(name = "tar", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class TarMojo extends LinuxKitMojo {
    /**
     * Folder of the output.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * First part of the output's name. By default the project's final name; without a POM the name of the YAML file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Time that generated files carry and that no file of a layer exceeds. By default LinuxKit's, 2017-04-18T16:30:00Z.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    @Override
    void run() throws IOException {
        LinuxKitProject project = linuxKit();
        Path file = outputDirectory.toPath().resolve(outputName(finalName, project.name()) + ".tar");
        new BuildTar(machine()).run(project, file, OutputTimestamp.parse(outputTimestamp));
        results().attach("tar", null, file);
    }
}
