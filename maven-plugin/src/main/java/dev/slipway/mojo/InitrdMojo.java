package dev.slipway.mojo;

import dev.slipway.build.BuildInitrd;
import dev.slipway.build.LinuxKitProject;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds {@code <finalName>-kernel}, {@code <finalName>-initrd.img} and {@code <finalName>-cmdline} of the locked images, and attaches
 * them.
 */
@Mojo(name = "initrd", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
public final class InitrdMojo extends SystemMojo {
    @Override
    void run() throws IOException {
        LinuxKitProject project = linuxKit();
        BuildInitrd.Result result = new BuildInitrd(machine()).run(project, request(project));
        result.kernel().ifPresent(file -> attach("bin", "kernel", file));
        result.initrd().ifPresent(file -> attach("img", "initrd", file));
        result.cmdline().ifPresent(file -> attach("txt", "cmdline", file));
        attach("lock", "lock", project.lock());
    }
}
