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
 * Builds <code>{finalName}.tar</code> of the locked images, and attaches it: LinuxKit's intermediate tree with kernel and command line
 * below {@code boot}. Extended attributes are kept, and every entry says by pax records which image ({@code LINUXKIT.source}) and
 * which line of the YAML ({@code LINUXKIT.location}) put it there.
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
                    .run(project, request(project, format))
                    .forEach(results()::attach);
        }
    }
}
