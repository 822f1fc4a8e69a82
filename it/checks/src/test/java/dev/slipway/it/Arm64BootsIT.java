package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The base packages on arm64. One command builds the demo, with an SSH server, for amd64 and arm64; UEFI starts the disk for arm64 by shim,
 * GRUB and kernel as Debian signed them, and the firmware tells the kernel which serial port is its console. The goal {@code run} starts an ISO.
 */
class Arm64BootsIT {
    private static final Path WORK = WorkFolders.empty("arm64");
    private static final Duration BOOT = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMinutes(3);

    private static final String SSH =
            """
            services:
              - name: sshd
                image: maven:dev.slipway.packages:sshd
                binds.add: ["/root/.ssh:/root/.ssh"]
            files:
              - path: root/.ssh/authorized_keys
                source: id_ed25519.pub
                mode: "0600"
            """;

    private static final String SMALL =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel
              cmdline: 'console=ttyAMA0 "odd=two {words}" end'
              tar: none
            init:
              - maven:dev.slipway.packages:sysctl
            files:
              - path: init
                mode: "0755"
                contents: |
                  #!/bin/sh
                  /bin/busybox mkdir -p /proc
                  /bin/busybox mount -t proc proc /proc
                  echo "init on $(/bin/busybox uname -m): $(/bin/busybox cat /proc/cmdline)"
                  exec /bin/busybox poweroff -f
            """;

    @BeforeAll
    static void build() throws IOException {
        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id_ed25519")
                .in(WORK)
                .succeed();
        Files.copy(Checks.root().resolve("it/demo/linuxkit.yml"), WORK.resolve("demo.yml"));
        Files.writeString(WORK.resolve("ssh.yml"), SSH);
        Files.writeString(WORK.resolve("small.yml"), SMALL);
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("disk"))
                .and("-Dslipway.config=demo.yml,ssh.yml")
                .and("-Dslipway.platforms=linux/amd64,linux/arm64")
                .and("-Dslipway.disk.formats=raw")
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }

    @Test
    void theDiskServesAPageAndOpensSsh() throws IOException {
        List<String> sums = Files.readAllLines(WORK.resolve("SHA256SUMS"));
        assertThat(sums).satisfiesExactly(line -> assertThat(line).endsWith("  ssh-amd64.img"), line -> assertThat(line)
                .endsWith("  ssh-arm64.img"));
        sums.forEach(Checks::measured);
        Medium disk = Medium.disk(WORK.resolve("ssh-arm64.img"), "raw", "").uefiOfArm64();
        try (Guest guest = Guest.bootArm64(disk.options())) {
            BootedSystem system = new BootedSystem(guest);
            guest.await("service sshd: started", BOOT);
            system.expectPage();
            assertThat(Command.shell("for i in $(seq 60); do ssh -p $PORT -i id_ed25519 -o BatchMode=yes"
                                    + " -o StrictHostKeyChecking=no -o UserKnownHostsFile=known -o LogLevel=ERROR"
                                    + " root@127.0.0.1 'uname -m; mkdir -p /tmp/formats;"
                                    + " mount -t binfmt_misc none /tmp/formats && ls /tmp/formats' && exit 0; sleep 2;"
                                    + " done; exit 1")
                            .with("PORT", "" + guest.sshPort())
                            .in(WORK)
                            .within(SHORT)
                            .succeed())
                    .contains("aarch64\n", "qemu-x86_64");
            Checks.measured(disk + ": a page and a login after " + Math.round(guest.seconds()) + " s of emulation");
            system.powerOffWith();
        }
    }

    @Test
    void theGoalRunStartsAnIso() {
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("iso"))
                .and("-Dslipway.config=small.yml")
                .and("-Dslipway.lock=small.lock")
                .and("-Dslipway.platform=linux/arm64")
                .and("-Dslipway.outputDirectory=iso")
                .succeed();
        String log = Checks.maven(WORK, Checks.goal("run"))
                .and("-Dslipway.config=small.yml")
                .and("-Dslipway.platform=linux/arm64")
                .and("-Dslipway.run.image=iso/small.iso")
                .within(BOOT)
                .succeed();
        assertThat(log)
                .contains("qemu-system-aarch64")
                .contains("init on aarch64: BOOT_IMAGE=/boot/kernel console=ttyAMA0 \"odd=two {words}\" end");
    }
}
