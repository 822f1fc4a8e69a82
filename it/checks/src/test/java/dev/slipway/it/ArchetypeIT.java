package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A new project builds with no edit; {@link FreshCloneIT} boots it. With all features its own test boots it. */
class ArchetypeIT {
    @Test
    void itIsBuiltWithThePinsThatItBrings() {
        NewProject project = NewProject.of(ArchetypeIT.class);
        // The archetype brought the pins of all other images but the boot loader, which the goal iso of the new project
        // asks for.
        assertThat(project.log())
                .contains("added maven:com.example:hello-runtime, a module of this project, without a digest")
                .contains("linuxkit.lock: 8 images, 1 module, 2 changed")
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(project.folder().resolve(".gitignore")).hasContent("target/");
    }

    /** As the README of the new project has it. */
    @Test
    void aChangeOfTheProjectsOwnRuntimeNeedsNoNewPin() {
        PageReader reader = NewProject.of(ArchetypeIT.class).reader();
        reader.lend(Command.shell("sed -i 's/LANG=C.UTF-8/LANG=C/' runtime/package.yml"))
                .succeed();
        assertThat(reader.lend(Command.shell("mvn verify -Dslipway.frozen=true"))
                        .succeed())
                .containsPattern(
                        "maven:com.example:hello-runtime: image sha256:[0-9a-f]{64} of .*hello-runtime-1.0-SNAPSHOT.oci.tar")
                .contains("linuxkit.lock: 8 images, 1 module, unchanged");
    }

    /** The integration test of a new project boots what it has with every feature, and fails where one does not work. */
    @Test
    void everyFeatureIsBootedByTheProjectsOwnTest() throws IOException {
        PageReader reader = generated("archetype-features", "-Dfeatures=ssh,disk,getty,ntp,metadata");
        Path os = Checks.work().resolve("archetype-features/hello/os");
        String log = reader.lend(Command.shell("cd hello; mvn verify -Pboot"))
                .within(Duration.ofMinutes(20))
                .succeed();
        assertThat(log)
                .contains("linuxkit.lock: 14 images, 1 module, 2 changed")
                .contains("check service: ok", "check ssh: ok", "check disk: ok")
                .contains("check getty: ok", "check ntp: ok", "check metadata: ok");
        assertThat(os.resolve("target/check.img")).hasSize(64L << 20);
        assertThat(os.resolve("../.gitignore")).hasContent("target/\n/os/data.img");
    }

    /** What nobody asked for is not there, and what does not exist is refused. */
    @Test
    void aFeatureIsThereOrNot() throws IOException {
        PageReader reader = generated("archetype-ssh", "-Dfeatures=ssh");
        Path os = Checks.work().resolve("archetype-ssh/hello/os");
        assertThat(os.resolve("authorized_keys")).isNotEmptyFile();
        assertThat(os.resolve("getty.shadow")).doesNotExist();
        assertThat(os.resolve("cidata")).doesNotExist();
        assertThat(os.resolve("linuxkit.yml"))
                .content()
                .contains("source: authorized_keys")
                .doesNotContain("getty", "metadata", "#if", "#end");
        assertThat(os.resolve("linuxkit.lock"))
                .content()
                .contains("packages:sshd:")
                .doesNotContain("packages:getty:");
        Command.of("rm", "-r", os.getParent().toString()).succeed();
        Path diary = Files.writeString(Files.createDirectories(os.getParent()).resolve("diary"), "mine");
        assertThat(reader.lend(Command.shell(NewProject.generate() + " -Dfeatures=ssh,printer"))
                        .fail())
                .contains("there is no feature 'printer'; there are ssh, disk, getty, ntp and metadata")
                .contains("Remove what was generated in the folder ", "hello, and generate again");
        assertThat(diary).hasContent("mine");
    }

    /** A reader who has generated a project in a folder with this name. */
    private static PageReader generated(String name, String property) {
        Path work = WorkFolders.empty(name);
        PageReader reader = new PageReader(work.resolve("home"), work);
        reader.lend(Command.shell(NewProject.generate() + " " + property)).succeed();
        return reader;
    }

    /** With LinuxKit's own images there are other references, and a lock that the first build writes. */
    @Test
    void theBaseMayBeLinuxKits() {
        PageReader reader = generated("archetype-linuxkit", "-Dbase=linuxkit");
        Path os = Checks.work().resolve("archetype-linuxkit/hello/os");
        assertThat(os.resolve("linuxkit.yml"))
                .content()
                .contains("linuxkit/kernel:6")
                .doesNotContain("dev.slipway");
        assertThat(os.resolve("trust-policy.yml")).content().contains("docker.io/linuxkit/*");
        assertThat(os.resolve("linuxkit.lock")).doesNotExist();
        String refused = reader.lend(Command.shell("cd hello; mvn -pl os slipway:initrd"))
                .fail();
        assertThat(refused).contains("no image is locked yet").contains("Run: mvn slipway:resolve");
    }
}
