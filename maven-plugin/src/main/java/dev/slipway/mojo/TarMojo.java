package dev.slipway.mojo;

import dev.slipway.goal.BuildSystem;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.Tar;
import dev.slipway.project.LinuxKitProject;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds <code>{finalName}.tar</code> of the locked images, and attaches it: the files of the system, with kernel and command line
 * in {@code boot}, as LinuxKit's output format tar. Extended attributes are kept. The pax records of each entry name the image
 * ({@code LINUXKIT.source}) and the place in the YAML ({@code LINUXKIT.location}) that it comes from.
 */
@Mojo(name = "tar", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
public final class TarMojo extends OutputMojo {
    @Override
    void run() throws IOException {
        OutputFormat format = new Tar();
        List<LinuxKitProject> projects = system().perPlatform();
        projects.forEach(project -> claim(names(project), format.kinds()));
        for (LinuxKitProject project : projects) {
            new BuildSystem(unpackingEnvironment())
                    .run(project, request(project, List.of(format)))
                    .forEach(results()::attach);
        }
    }
}
