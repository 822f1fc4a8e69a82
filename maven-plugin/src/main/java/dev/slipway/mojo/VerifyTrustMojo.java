package dev.slipway.mojo;

import dev.slipway.goal.VerifyTrust;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks that the locked images were signed by whom {@code trust-policy.yml} and the YAML's section {@code trust} want, and writes
 * {@code slipway/trust-report.json}, or one for each of several platforms. The goals that build a system refuse what is not proven even where this one is not bound.
 */
@Mojo(
        name = "verify-trust",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        threadSafe = true,
        requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class VerifyTrustMojo extends LinuxKitMojo {
    /**
     * Folder of the outputs; the report lies below it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * Leaves the lock file alone, which else keeps the versions that were seen of Notary repositories.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * Makes no report. What is not proven is not built with, all the same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.skip", defaultValue = "false")
    private boolean skipTrust;

    @Override
    void run() throws IOException {
        if (skipTrust) {
            getLog().warn("slipway.trust.skip is set: no report is made of who signed the images");
            return;
        }
        OutputNames report = OutputNames.of(outputDirectory.toPath().resolve("slipway"), "trust-report");
        for (LinuxKitProject project : linuxKit().perPlatform()) {
            OutputNames names = hasPlatforms() ? report.withPlatform(project.platform()) : report;
            new VerifyTrust(environment()).run(project, names.folder().resolve(names.base() + ".json"), frozen);
        }
    }
}
