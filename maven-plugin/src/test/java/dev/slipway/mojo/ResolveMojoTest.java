package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class ResolveMojoTest implements RealMaven {
    private final MavenFixture maven;

    ResolveMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "resolve").withSystem();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void theLockIsWrittenBesideTheYamlAndAttachesNothing(@InjectMojo(goal = "resolve") ResolveMojo resolve)
            throws Exception {
        maven.run(resolve);
        assertThat(maven.folder.resolve("linuxkit.lock"))
                .content()
                .contains("docker.io/team/init:init", "docker.io/team/kernel:kernel");
        assertThat(maven.lines).last().asString().startsWith("info: linuxkit.lock: 2 images, 2 changed");
        assertThat(maven.attached()).isEmpty();
        assertThat(maven.folder.resolve("repository/.slipway"))
                .as("the store by default")
                .isDirectory();
    }

    @Test
    @MojoParameter(name = "skipIso", value = "false")
    void aProjectThatHasTheGoalIsoPinsTheBootLoader(@InjectMojo(goal = "resolve") ResolveMojo resolve)
            throws Exception {
        maven.withBootLoader();
        maven.run(resolve);
        assertThat(Files.readString(maven.folder.resolve("linuxkit.lock"))).doesNotContain("team/loader");
    }

    @Test
    @MojoParameter(name = "bootLoader", value = "team/loader:loader")
    void aProjectOfAnotherPackagingPinsItWhereTheCommandLineNamesTheGoal(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "resolve") ResolveMojo again)
            throws Exception {
        maven.withBootLoader();
        maven.project.setPackaging("jar");
        maven.run(resolve);
        assertThat(maven.folder.resolve("linuxkit.lock")).content().doesNotContain("team/loader");
        maven.request.setGoals(List.of("slipway:resolve", "slipway:iso@small"));
        maven.run(again);
        assertThat(maven.folder.resolve("linuxkit.lock")).content().contains("docker.io/team/loader:loader");
    }

    @Test
    @MojoParameter(name = "skipIso", value = "true")
    void withoutAnIsoNoBootLoaderIsLookedFor(@InjectMojo(goal = "resolve") ResolveMojo resolve) throws Exception {
        maven.run(resolve);
        assertThat(maven.registry.paths("bootloader")).isEmpty();
        assertThat(maven.lines).last().asString().contains("2 images");
    }

    @Test
    @MojoParameter(name = "frozen", value = "true")
    @MojoParameter(name = "skipIso", value = "true")
    void aFrozenLockIsLeftAlone(@InjectMojo(goal = "resolve") ResolveMojo resolve) {
        assertThatThrownBy(() -> maven.run(resolve))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("added docker.io/team/init:init");
        assertThat(maven.folder.resolve("linuxkit.lock")).doesNotExist();
    }

    @Test
    @MojoParameter(name = "skipIso", value = "true")
    void offlineNothingIsAskedAndTheNextCommandIsNamed(@InjectMojo(goal = "resolve") ResolveMojo resolve) {
        maven.request.setOffline(true);
        maven.property("maven.repo.local", "my repository");
        assertThatThrownBy(() -> maven.run(resolve))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("is not in the store, and an offline build (-o) asks no registry for it")
                .hasMessageContaining("Run once without -o: mvn -f ")
                .hasMessageContaining(
                        "dev.slipway:slipway-maven-plugin:0.1.0-SNAPSHOT:resolve \"-Dmaven.repo.local=my repository\" ")
                .hasMessageContaining(" -Dslipway.mirrors=docker.io=http://" + maven.registry.host());
        assertThat(maven.registry.seen()).isEmpty();
    }

    @Test
    @MojoParameter(name = "skipIso", value = "true")
    void aRegistryThatIsNotThereIsTheWorldsFault(@InjectMojo(goal = "resolve") ResolveMojo resolve) {
        String host = maven.registry.host();
        maven.write("linuxkit.yml", "init: ['" + host + "/team/init:init']\n");
        maven.registry.close();
        assertThatThrownBy(() -> maven.run(resolve))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("linuxkit.yml:1:8")
                .hasMessageContaining(host + " cannot be reached");
    }

    @Test
    @MojoParameter(name = "update", value = "*nothing*")
    @MojoParameter(name = "skipIso", value = "true")
    void aPatternThatNamesNothingIsAWarning(@InjectMojo(goal = "resolve") ResolveMojo resolve) throws Exception {
        maven.run(resolve);
        assertThat(maven.lines).contains("warn: slipway.update=*nothing* matches no image of the YAML");
    }
}
