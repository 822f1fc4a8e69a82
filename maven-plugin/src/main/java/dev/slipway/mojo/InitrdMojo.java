package dev.slipway.mojo;

import dev.slipway.goal.BuildSystem;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.project.LinuxKitProject;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds <code>{finalName}-kernel</code>, <code>{finalName}-initrd.img</code> and <code>{finalName}-cmdline</code> from the locked
 * images, and attaches them.
 */
@Mojo(name = "initrd", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
public final class InitrdMojo extends SystemMojo {
    @Override
    void run() throws IOException {
        LinuxKitProject all = system();
        OutputFormat format = new KernelInitrd(compression());
        List<LinuxKitProject> projects = all.perPlatform();
        projects.forEach(project -> claim(names(project), format.kinds()));
        claimArtifact("lock", lockClassifier(all));
        for (LinuxKitProject project : projects) {
            new BuildSystem(unpackingEnvironment())
                    .run(project, request(project, List.of(format)))
                    .forEach(results()::attach);
        }
        results().attach("lock", lockClassifier(all), all.lock());
    }
}
