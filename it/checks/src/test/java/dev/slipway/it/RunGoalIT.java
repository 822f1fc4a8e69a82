package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The goal {@code run} shows what the guest says, and ends when it does. */
class RunGoalIT {
    @Test
    void theGuestsWordsAndItsEndReachTheTerminal() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("run"));
        Files.writeString(
                work.resolve("linuxkit.yml"),
                """
                kernel:
                  image: maven:dev.slipway.packages:kernel:%1$s
                  cmdline: "console=ttyS0"
                init:
                - maven:dev.slipway.packages:init:%1$s
                - maven:dev.slipway.packages:runc:%1$s
                onboot:
                - name: end
                  image: maven:dev.slipway.packages:sysctl:%1$s
                  capabilities: [CAP_SYS_BOOT]
                  pid: host
                  command: [/bin/sh, -c, "busybox poweroff -f"]
                """
                        .formatted(Checks.version()));
        Checks.maven(work, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.outputDirectory=.")
                .succeed();
        String log = Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.run.publish=" + Guest.freePort() + ":80")
                .within(Duration.ofMinutes(6))
                .succeed();
        assertThat(log).contains("onboot 000-end: starting").contains("BUILD SUCCESS");

        assertThat(Checks.maven(work, Checks.goal("run"))
                        .and("-Dslipway.outputDirectory=.")
                        .and("-Dslipway.run.qemu=no-such-qemu")
                        .fail())
                .contains("no-such-qemu: this program cannot be started")
                .contains("apt-get install qemu-system-x86");
    }
}
