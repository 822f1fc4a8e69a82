package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class ImageMojoTest implements RealMaven {
    private final MavenFixture maven;

    ImageMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "image").withSystem().withBootLoader();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    @MojoParameter(name = "formats", value = "kernel+initrd,tar,iso-efi")
    void everyFormatOfTheListIsAttachedAndTheIsoIsTheMainArtifact(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        maven.run(image);
        assertThat(maven.attached())
                .containsExactly(
                        "bin:kernel appliance-1.0-kernel",
                        "img:initrd appliance-1.0-initrd.img",
                        "txt:cmdline appliance-1.0-cmdline",
                        "tar appliance-1.0.tar");
        assertThat(maven.project.getArtifact().getFile())
                .hasName("appliance-1.0-efi.iso")
                .isFile();
        assertThat(maven.folder.resolve("target/slipway/appliance-1.0.json"))
                .content()
                .contains("-kernel\"", "-initrd.img\"", "-cmdline\"", ".tar\"", "-efi.iso\"");
    }

    @Test
    @MojoParameter(name = "formats", value = "tar,kernel+initrd")
    @MojoParameter(name = "classifier", value = "small")
    void aClassifierTellsTheFilesFromThoseOfAnotherExecution(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        maven.run(image);
        assertThat(maven.attached())
                .containsExactly(
                        "tar:small appliance-1.0-small.tar",
                        "bin:small-kernel appliance-1.0-small-kernel",
                        "img:small-initrd appliance-1.0-small-initrd.img",
                        "txt:small-cmdline appliance-1.0-small-cmdline");
    }

    @Test
    @MojoParameter(name = "formats", value = "tar,floppy")
    void anUnknownFormatIsRefusedBeforeAnythingIsWritten(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(image))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("floppy")
                .hasMessageContaining("kernel+initrd");
        assertThat(maven.folder.resolve("target")).doesNotExist();
        assertThat(maven.attached()).isEmpty();
    }

    @Test
    @MojoParameter(name = "formats", value = "iso-efi")
    void aFrozenLockHasToHaveTheBootLoader(
            @InjectMojo(goal = "resolve") @MojoParameter(name = "skipIso", value = "true") ResolveMojo resolve,
            @InjectMojo(goal = "image") @MojoParameter(name = "frozen", value = "true") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(image))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("added docker.io/team/loader:loader");
    }

    @Test
    @MojoParameter(name = "formats", value = "tar")
    @MojoParameter(name = "skip", value = "true")
    void aSkippedGoalDoesNothing(@InjectMojo(goal = "image") ImageMojo image) throws Exception {
        maven.run(image);
        assertThat(maven.attached()).isEmpty();
        assertThat(maven.folder.resolve("target")).doesNotExist();
    }

    /** Maven gives them one map; what one of them has made, the next one finds. */
    @Test
    @MojoParameter(name = "formats", value = "tar")
    void theGoalsOfAProjectShareOneSession(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "initrd") InitrdMojo initrd,
            @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        maven.run(initrd);
        maven.run(image);
        assertThat(image.buildSession()).isSameAs(initrd.buildSession()).isSameAs(resolve.buildSession());
        initrd.setPluginContext(new ConcurrentHashMap<>());
        assertThat(initrd.buildSession()).as("of another project").isNotSameAs(image.buildSession());
    }

    @Test
    @MojoParameter(name = "formats", value = "tar, tar,iso-efi ,iso-efi-initrd")
    void aFormatThatIsNamedTwiceIsBuiltOnce(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        maven.run(image);
        assertThat(maven.attached()).containsExactly("tar appliance-1.0.tar");
        assertThat(maven.project.getArtifact().getFile()).hasName("appliance-1.0-efi.iso");
    }

    @Test
    @MojoParameter(name = "formats", value = "iso,tar,iso-bios")
    void twoFormatsOfOneFileAreRefusedBeforeAnythingIsWritten(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(image))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(
                        "slipway.formats: 'iso' and 'iso-bios' are the same artifact, of type iso without a classifier");
        assertThat(maven.folder.resolve("target")).doesNotExist();
    }

    /** LinuxKit makes both of them; in Maven one would replace the other. */
    @Test
    @MojoParameter(name = "formats", value = "iso-bios,iso-efi")
    void twoFormatsOfOneArtifactAreRefused(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(image))
                .hasMessageContaining("'iso-bios' and 'iso-efi' are the same artifact");
    }

    @Test
    void anEmptyListIsRefused(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "image") ImageMojo image)
            throws Exception {
        MojoExtension.setVariableValueToObject(image, "formats", List.of());
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(image))
                .hasMessageContaining("slipway.formats: there is no format in the list")
                .hasMessageContaining("Write some of these: kernel+initrd, iso,");
        MojoExtension.setVariableValueToObject(image, "formats", Arrays.asList("tar", null));
        assertThatThrownBy(() -> maven.run(image)).hasMessageContaining("'' is not a format");
    }

    @Test
    @MojoParameter(name = "formats", value = "iso-efi")
    void resolvePinsTheBootLoaderForTheGoalImage(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "image") @MojoParameter(name = "frozen", value = "true") ImageMojo image)
            throws Exception {
        maven.project.setPackaging("jar");
        maven.session.getRequest().setGoals(List.of("slipway:resolve", "slipway:image"));
        maven.run(resolve);
        maven.run(image);
        assertThat(maven.attached()).containsExactly("iso appliance-1.0-efi.iso");
    }
}
