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
 * Checks the signatures of the locked images against {@code trust-policy.yml} and the YAML's section {@code trust}, and writes
 * {@code slipway/trust-report.json}, or one report for each of several platforms. The goals that build a system refuse unverified
 * images even if this goal is not bound.
 */
@Mojo(
        name = "verify-trust",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        threadSafe = true,
        requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class VerifyTrustMojo extends LinuxKitMojo {
    /**
     * Folder of the outputs; the report is written below it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * If true, does not change the lock file. Otherwise it records the versions of Notary repositories that were seen.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * If true, writes no report. Goals that build a system still refuse unverified images.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.trust.skip", defaultValue = "false")
    private boolean skipTrust;

    @Override
    void run() throws IOException {
        if (skipTrust) {
            getLog().warn("slipway.trust.skip is set: no trust report is written");
            return;
        }
        OutputNames report = OutputNames.of(outputFolder(outputDirectory).resolve("slipway"), "trust-report");
        for (LinuxKitProject project : linuxKit().perPlatform()) {
            OutputNames names = hasPlatforms() ? report.withPlatform(project.platform()) : report;
            new VerifyTrust(environment()).run(project, names.folder().resolve(names.base() + ".json"), frozen);
        }
    }
}
