package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class InitrdMojoTest implements RealMaven {
    private final MavenFixture maven;

    InitrdMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "initrd").withSystem();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void whatItBuildsIsAttachedWithTheLock(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        maven.run(resolve);
        maven.run(initrd);
        assertThat(maven.attached())
                .containsExactly(
                        "bin:kernel appliance-1.0-kernel",
                        "img:initrd appliance-1.0-initrd.img",
                        "txt:cmdline appliance-1.0-cmdline",
                        "lock:lock linuxkit.lock");
        assertThat(maven.project.getAttachedArtifacts())
                .allSatisfy(artifact -> assertThat(artifact.getFile()).exists());
        assertThat(maven.project.getArtifact().getFile()).isNull();
    }

    @Test
    @MojoParameter(name = "classifier", value = "small")
    void aClassifierStandsInNamesAndClassifiers(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        maven.run(resolve);
        maven.run(initrd);
        assertThat(maven.attached())
                .contains("img:small-initrd appliance-1.0-small-initrd.img", "lock:small-lock linuxkit.lock");
    }

    @Test
    @MojoParameter(name = "platforms", value = "linux/amd64")
    void thePlatformStandsInNamesAndClassifiersButTheLockIsOneForAll(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        maven.run(resolve);
        maven.run(initrd);
        assertThat(maven.attached()).contains("bin:amd64-kernel appliance-1.0-amd64-kernel", "lock:lock linuxkit.lock");
    }

    @Test
    @MojoParameter(name = "skip", value = "true")
    void aSkippedGoalDoesNothing(@InjectMojo(goal = "initrd") InitrdMojo initrd) throws Exception {
        maven.run(initrd);
        assertThat(maven.lines).containsExactly("info: slipway.skip is set: nothing to do");
        assertThat(maven.attached()).isEmpty();
        assertThat(maven.folder.resolve("target")).doesNotExist();
    }

    @Test
    void aMalformedLimitFails(
            @InjectMojo(goal = "initrd") @MojoParameter(name = "memoryLimit", value = "plenty") InitrdMojo memory,
            @InjectMojo(goal = "initrd") @MojoParameter(name = "layerLimit", value = "much") InitrdMojo layers) {
        assertThatThrownBy(() -> maven.run(memory))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("slipway.memoryLimit")
                .hasMessageContaining("plenty");
        assertThatThrownBy(() -> maven.run(layers))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("slipway.layerLimit")
                .hasMessageContaining("much");
    }

    @Test
    @MojoParameter(name = "sources", value = "elsewhere")
    void sourcesAreReadInTheFolderThatIsNamed(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        maven.write("elsewhere/issue", "hello\n");
        maven.write(
                "linuxkit.yml",
                Files.readString(maven.folder.resolve("linuxkit.yml")) + "files: [{path: etc/issue, source: issue}]\n");
        maven.run(resolve);
        maven.run(initrd);
        assertThat(maven.folder.resolve("target/slipway/appliance-1.0.mtree"))
                .content()
                .contains("./etc/issue ");
    }

    @Test
    @MojoParameter(name = "filtering", value = "true")
    void propertiesOfTheProjectAndTheCommandLineStandInTheYaml(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        maven.project.getProperties().setProperty("name", "of the POM");
        maven.project.getProperties().setProperty("kept", "debug");
        maven.property("name", "quiet");
        maven.write(
                "linuxkit.yml",
                "kernel: {image: 'team/kernel:kernel', cmdline: '${name} ${kept} ${project.artifactId} ${other}'}\n"
                        + "init: ['team/init:init']\n");
        maven.run(resolve);
        maven.run(initrd);
        assertThat(maven.folder.resolve("target/appliance-1.0-cmdline"))
                .content()
                .isEqualTo("quiet debug appliance ${other}");
    }

    @Test
    void twoExecutionsDoNotWriteTheSameFile(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "initrd") InitrdMojo first,
            @InjectMojo(goal = "initrd") InitrdMojo second)
            throws Exception {
        maven.run(resolve);
        maven.run(first);
        maven.as(second, "another");
        assertThatThrownBy(() -> maven.run(second))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("execution 'default-initrd' of slipway:initrd")
                .hasMessageContaining("appliance-1.0-kernel");
    }
}
