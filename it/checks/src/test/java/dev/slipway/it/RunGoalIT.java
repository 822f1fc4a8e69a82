package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The goal {@code run} shows what the guest says, and ends when it does. */
class RunGoalIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Test
    void theGuestsWordsAndItsEndReachTheTerminal() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("run"));
        build(work, "busybox poweroff -f");
        String log = Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.run.publish=" + Guest.freePort() + ":80")
                .within(LIMIT)
                .succeed();
        assertThat(log).contains("onboot 000-end: starting").contains("BUILD SUCCESS");
    }

    @Test
    void theGuestsStatusFailsTheBuild() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("run with a status"));
        build(
                work,
                "port=$(busybox grep -l dev.slipway.status /sys/class/virtio-ports/*/name);"
                        + " port=${port%/name}; echo 7 > /dev/${port##*/}; busybox poweroff -f");
        assertThat(Checks.maven(work, Checks.goal("run"))
                        .and("-Dslipway.outputDirectory=.")
                        .within(LIMIT)
                        .fail())
                .contains("the guest ended with status 7");

        assertThat(Checks.maven(work, Checks.goal("run"))
                        .and("-Dslipway.outputDirectory=.")
                        .and("-Dslipway.run.qemu=no-such-qemu")
                        .fail())
                .contains("no-such-qemu: this program cannot be started")
                .contains("apt-get install qemu-system-x86");
    }

    /** A system that runs a command and has nothing else to do. */
    private static void build(Path work, String command) throws IOException {
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
                  binds: ["/dev:/dev"]
                  devices: [{path: all, type: c}]
                  command: [/bin/sh, -c, "%2$s"]
                """
                        .formatted(Checks.version(), command));
        Checks.maven(work, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }
}
