package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** "First image in five minutes", done as it is written there. */
class ArchetypeIT {
    static final Page FIRST_IMAGE = Page.of("src/site/markdown/first-image.md");

    @Test
    void aNewProjectBuildsAndItsServiceAnswersFromInsideTheGuest() throws IOException {
        Path work = emptied("archetype");
        String log = new PageReader(work.resolve("home"), work).follow(FIRST_IMAGE, "ArchetypeIT");
        // The archetype brought the pins of all other images.
        assertThat(log)
                .contains("added maven:com.example:hello-runtime")
                .contains("linuxkit.lock: 9 images, 1 changed")
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");

        Path target = work.resolve("hello/os/target");
        String name = "hello-os-1.0-SNAPSHOT";
        try (Guest guest = Guest.boot(
                target.resolve(name + "-kernel"),
                target.resolve(name + "-initrd.img"),
                target.resolve(name + "-cmdline"))) {
            BootedSystem system = new BootedSystem(guest);
            system.expectOnboot("000-sysctl", "001-dhcpcd");
            assertThat(system.expectService())
                    .startsWith("Hello from hello on Linux 6.1")
                    .endsWith("Java 17\n");
            system.powerOffWith();
        }
    }

    /** With LinuxKit's own images there are other references, and a lock that the first build writes. */
    @Test
    void theBaseMayBeLinuxKits() throws IOException {
        Path work = emptied("archetype-linuxkit");
        PageReader reader = new PageReader(work.resolve("home"), work);
        reader.lend(Command.shell(FIRST_IMAGE.blocks().get(0).text().strip() + " -Dbase=linuxkit"))
                .succeed();
        Path yaml = work.resolve("hello/os/linuxkit.yml");
        assertThat(yaml).content().contains("linuxkit/kernel:6").doesNotContain("dev.slipway");
        assertThat(work.resolve("hello/os/trust-policy.yml")).content().contains("docker.io/linuxkit/*");
        assertThat(work.resolve("hello/os/linuxkit.lock")).doesNotExist();
        String refused = reader.lend(Command.shell("cd hello; mvn -o -pl os slipway:initrd"))
                .fail();
        assertThat(refused).contains("linuxkit/kernel:6.12.59 is not locked").contains("Run: mvn slipway:resolve");
    }

    /** An empty folder below the tests' own. */
    static Path emptied(String name) {
        Path folder = Checks.work().resolve(name);
        Command.of("rm", "-rf", folder.toString()).succeed();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
