package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The goal {@code run} starts an ISO for arm64 by UEFI, with shim, GRUB and kernel as Debian signed them. */
class Arm64IsoBootsIT {
    private static final Path SOURCES = Checks.root().resolve("it/checks/src/test/arm64");
    private static final Path WORK = Checks.work().resolve("arm64");
    private static final Duration BOOT = Duration.ofMinutes(6);

    @BeforeAll
    static void build() throws IOException {
        Files.createDirectories(WORK);
        for (String name : List.of("kernel", "init")) {
            Checks.maven(WORK, Checks.goal("package"))
                    .and("-Dslipway.recipe=" + SOURCES.resolve(name).resolve("package.yml"))
                    .and("-Dslipway.outputDirectory=" + WORK)
                    .succeed();
        }
        Files.writeString(WORK.resolve("linuxkit.yml"), Files.readString(SOURCES.resolve("linuxkit.yml")));
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("iso"))
                .and("-Dslipway.platform=linux/arm64")
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }

    @Test
    void theGuestsFirstProcessTellsTheCommandLine() {
        String log = Checks.maven(WORK, Checks.goal("run"))
                .and("-Dslipway.platform=linux/arm64")
                .and("-Dslipway.run.image=linuxkit.iso")
                .within(BOOT)
                .succeed();
        assertThat(log)
                .contains("qemu-system-aarch64")
                .contains("init on aarch64: BOOT_IMAGE=/boot/kernel console=ttyAMA0 \"odd=two {words}\" end");
    }
}
