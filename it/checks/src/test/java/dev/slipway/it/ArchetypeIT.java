package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A new project builds and boots with no edit. */
class ArchetypeIT {
    @Test
    void theServiceAnswersFromInsideTheGuest() {
        NewProject project = NewProject.built();
        // The archetype brought the pins of all other images.
        assertThat(project.log())
                .contains("added maven:com.example:hello-runtime")
                .contains("linuxkit.lock: 9 images, 1 changed")
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");

        // What it would boot with; the boot itself is below.
        String run = project.reader()
                .lend(Command.shell("mvn -pl os slipway:run -Dslipway.run.qemu=echo"))
                .succeed();
        assertThat(run).contains("-m 2048").contains("hostfwd=tcp:127.0.0.1:8080-:8080");

        String name = "hello-os-1.0-SNAPSHOT";
        Path target = project.folder().resolve("os/target");
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
    void theBaseMayBeLinuxKits() {
        Path work = NewProject.emptyFolder("archetype-linuxkit");
        PageReader reader = new PageReader(work.resolve("home"), work);
        reader.lend(Command.shell(NewProject.PAGE.blocks().get(0).text().strip() + " -Dbase=linuxkit"))
                .succeed();
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
