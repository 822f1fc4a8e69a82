package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
@MojoParameter(name = "skipIso", value = "true")
class VerifyTrustMojoTest implements RealMaven {
    private final MavenFixture maven;

    VerifyTrustMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "verify-trust").withSystem();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void theReportIsWrittenAndNotAttached(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "verify-trust") VerifyTrustMojo verify)
            throws Exception {
        maven.run(resolve);
        maven.run(verify);
        assertThat(maven.folder.resolve("target/slipway/trust-report.json"))
                .content()
                .contains("docker.io/team/kernel:kernel");
        assertThat(maven.attached()).isEmpty();
    }

    @Test
    @MojoParameter(name = "platforms", value = "linux/amd64")
    void eachOfSeveralPlatformsHasAReport(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "verify-trust") VerifyTrustMojo verify)
            throws Exception {
        maven.run(resolve);
        maven.run(verify);
        assertThat(maven.folder.resolve("target/slipway/trust-report-amd64.json"))
                .isRegularFile();
    }

    @Test
    @MojoParameter(name = "trustDefault", value = "reject")
    void theCommandLineCanAskForMoreProof(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "verify-trust") VerifyTrustMojo verify)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(verify))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("docker.io/team/init:init");
        assertThat(maven.folder.resolve("target/slipway/trust-report.json")).isRegularFile();
    }

    @Test
    @MojoParameter(name = "skipTrust", value = "true")
    void aSkippedReportIsAWarning(@InjectMojo(goal = "verify-trust") VerifyTrustMojo verify) throws Exception {
        maven.run(verify);
        assertThat(maven.lines).hasSize(1).first().asString().startsWith("warn: slipway.trust.skip is set");
        assertThat(maven.folder.resolve("target")).doesNotExist();
    }
}
