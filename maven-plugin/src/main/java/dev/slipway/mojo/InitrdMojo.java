package dev.slipway.mojo;

import dev.slipway.build.BuildInitrd;
import dev.slipway.build.LinuxKitProject;
import java.io.IOException;
import java.util.Optional;
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
        Results results = results();
        results.attach("bin", "kernel", result.kernel());
        results.attach("img", "initrd", result.initrd());
        results.attach("txt", "cmdline", result.cmdline());
        results.attach("lock", "lock", Optional.of(project.lock()));
    }
}
