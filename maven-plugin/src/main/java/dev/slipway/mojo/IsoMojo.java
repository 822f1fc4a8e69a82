package dev.slipway.mojo;

import dev.slipway.output.format.Iso;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.project.LinuxKitProject;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds <code>{finalName}.iso</code>: kernel, initrd and command line in one image that BIOS and UEFI can start, with Secure Boot,
 * from a CD and from a USB stick. Without a classifier it is the main artifact of a project of packaging {@code os-image};
 * otherwise it is attached.
 */
@Mojo(name = "iso", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
public final class IsoMojo extends IsoFormMojo {
    /**
     * If true, builds no ISO. The main artifact of a project of packaging {@code os-image} is then the lock file, so that kernel
     * and initrd can be installed and deployed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.skip", defaultValue = "false")
    private boolean skipIso;

    @Override
    void run() throws IOException {
        if (skipIso) {
            getLog().info("slipway.iso.skip is set: no ISO");
            skipped();
            return;
        }
        List<LinuxKitProject> projects = system().perPlatform();
        projects.forEach(project -> claim(names(project), format(project).kinds()));
        for (LinuxKitProject project : projects) {
            run(project, List.of(format(project))).forEach(iso -> results().iso(iso, project.lock()));
        }
    }

    private OutputFormat format(LinuxKitProject project) {
        return Iso.of(settings(project));
    }

    @Override
    void skipped() {
        results().noIso(linuxKit().lock());
    }
}
