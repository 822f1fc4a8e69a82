package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
@MojoParameter(name = "accelerator", value = "tcg")
class RunMojoTest implements RealMaven {
    private final MavenFixture maven;

    RunMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "run");
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void withoutAnImageItSaysWhichFilesItLooksFor(@InjectMojo(goal = "run") RunMojo run) {
        assertThatThrownBy(() -> maven.run(run))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("appliance-1.0-kernel")
                .hasMessageContaining("appliance-1.0.iso");
    }

    @Test
    @MojoParameter(name = "qemu", value = "no-such-qemu")
    void aMissingQemuIsTheWorldsFault(@InjectMojo(goal = "run") RunMojo run) {
        built("appliance-1.0");
        assertThatThrownBy(() -> maven.run(run))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no-such-qemu: this program cannot be started");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @MojoParameter(name = "platforms", value = "linux/arm64,linux/amd64")
    @MojoParameter(name = "memory", value = "300")
    @MojoParameter(name = "arguments", value = "-snapshot -name 'my guest'")
    void qemuGetsWhatTheParametersSay(@InjectMojo(goal = "run") RunMojo run) throws Exception {
        built("appliance-1.0-amd64");
        maven.run(qemu(run, "exit 0"));
        assertThat(maven.lines)
                .filteredOn(line -> line.startsWith("info: Running: "))
                .hasSize(1)
                .first()
                .asString()
                .contains(" -m 300M ", "/target/appliance-1.0-amd64-kernel", " -snapshot -name 'my guest'");
        assertThat(maven.folder.resolve("repository/.slipway/run"))
                .as("the store by default")
                .isDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @MojoParameter(name = "store", value = "elsewhere")
    void aGuestThatFailsFailsTheGoal(@InjectMojo(goal = "run") RunMojo run) {
        built("appliance-1.0");
        assertThatThrownBy(() -> maven.run(qemu(run, "exit 3")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("QEMU ended with status 3");
        assertThat(maven.folder.resolve("elsewhere/run")).isDirectory();
    }

    @Test
    @MojoParameter(name = "publish", value = "8080")
    void aPortWithoutAGuestsPortIsTheUsersFault(@InjectMojo(goal = "run") RunMojo run) {
        assertThatThrownBy(() -> maven.run(run))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("slipway.run.publish");
    }

    private void built(String name) {
        maven.write("target/" + name + "-kernel", "kernel");
        maven.write("target/" + name + "-initrd.img", "initrd");
    }

    private RunMojo qemu(RunMojo run, String script) throws Exception {
        maven.write("qemu", "#!/bin/sh\n" + script + "\n");
        Path qemu = maven.folder.resolve("qemu");
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        MojoExtension.setVariableValueToObject(run, "qemu", qemu.toString());
        return run;
    }
}
