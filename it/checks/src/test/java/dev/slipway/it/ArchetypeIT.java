package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A new project builds with no edit; {@link FreshCloneIT} boots one. */
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

    /** With LinuxKit's own images there are other references, and a lock that the first build writes. */
    @Test
    void theBaseMayBeLinuxKits() {
        Path work = NewProject.emptyFolder("archetype-linuxkit");
        PageReader reader = new PageReader(work.resolve("home"), work);
        reader.lend(Command.shell(NewProject.generate() + " -Dbase=linuxkit")).succeed();
        Path os = work.resolve("hello/os");
        assertThat(os.resolve("linuxkit.yml"))
                .content()
                .contains("linuxkit/kernel:6")
                .doesNotContain("dev.slipway");
        assertThat(os.resolve("trust-policy.yml")).content().contains("docker.io/linuxkit/*");
        assertThat(os.resolve("linuxkit.lock")).doesNotExist();
        String refused = reader.lend(Command.shell("cd hello; mvn -pl os slipway:initrd"))
                .fail();
        assertThat(refused).contains("linuxkit/kernel:6.12.59 is not locked").contains("Run: mvn slipway:resolve");
    }
}
