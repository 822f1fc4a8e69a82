package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class IsoMojoTest implements RealMaven {
    private final MavenFixture maven;

    IsoMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "iso").withSystem().withBootLoader();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void theIsoIsTheMainArtifactOfAnOsImage(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "iso") IsoMojo iso) throws Exception {
        maven.run(resolve);
        maven.run(iso);
        assertThat(maven.project.getArtifact().getFile())
                .hasName("appliance-1.0.iso")
                .isFile();
        assertThat(maven.attached()).isEmpty();
    }

    @Test
    void inAnotherProjectItIsAttached(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "iso") IsoMojo iso) throws Exception {
        maven.project.setPackaging("jar");
        maven.run(resolve);
        maven.run(iso);
        assertThat(maven.project.getArtifact().getFile()).isNull();
        assertThat(maven.attached()).containsExactly("iso appliance-1.0.iso");
    }

    @Test
    @MojoParameter(name = "firmware", value = "efi")
    @MojoParameter(name = "volumeId", value = "APPLIANCE")
    void firmwareAndVolumeIdAreTheIsos(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "iso") IsoMojo iso) throws Exception {
        maven.run(resolve);
        maven.run(iso);
        Path file = maven.project.getArtifact().getFile().toPath();
        assertThat(file).hasFileName("appliance-1.0-efi.iso");
        byte[] descriptor = new byte[2048];
        try (var bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(16 * 2048);
            assertThat(bytes.readNBytes(descriptor, 0, descriptor.length)).isEqualTo(descriptor.length);
        }
        assertThat(new String(descriptor, 40, 32, StandardCharsets.US_ASCII)).startsWith("APPLIANCE ");
    }

    @Test
    @MojoParameter(name = "skipIso", value = "true")
    void withoutAnIsoTheLockIsTheMainArtifact(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "initrd") InitrdMojo initrd,
            @InjectMojo(goal = "iso") IsoMojo iso)
            throws Exception {
        maven.run(resolve);
        maven.run(initrd);
        maven.run(iso);
        assertThat(maven.lines).last().isEqualTo("info: slipway.iso.skip is set: no ISO");
        assertThat(maven.project.getArtifact().getFile()).hasName("linuxkit.lock");
        assertThat(maven.folder.resolve("linuxkit.lock")).content().doesNotContain("team/loader");
    }

    @Test
    @MojoParameter(name = "skip", value = "true")
    void whereEverythingIsSkippedNothingIsInstalled(@InjectMojo(goal = "iso") IsoMojo iso) throws Exception {
        maven.run(iso);
        assertThat(maven.lines).containsExactly("info: slipway.skip is set: nothing to do");
        assertThat(maven.project.getProperties())
                .containsEntry("maven.install.skip", "true")
                .containsEntry("maven.deploy.skip", "true");
    }

    @Test
    void aFrozenLockHasToHaveTheBootLoader(
            @InjectMojo(goal = "resolve") @MojoParameter(name = "skipIso", value = "true") ResolveMojo resolve,
            @InjectMojo(goal = "iso") @MojoParameter(name = "frozen", value = "true") IsoMojo frozen,
            @InjectMojo(goal = "iso") IsoMojo iso)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(frozen))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("added docker.io/team/loader:loader");
        assertThat(maven.folder.resolve("target/appliance-1.0.iso")).doesNotExist();
        maven.run(iso);
        assertThat(maven.folder.resolve("linuxkit.lock")).content().contains("docker.io/team/loader:loader");
    }
}
