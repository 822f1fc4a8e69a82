package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The goal {@code run} shows what the guest says, and ends when it does. */
class RunGoalIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Test
    void theGuestsWordsAndItsEndReachTheTerminal() throws IOException {
        Path work = WorkFolders.empty("run");
        build(work, "echo \"process $$ speaks\"");
        String log = Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.run.publish=" + Guest.freePort() + ":80")
                .within(LIMIT)
                .succeed();
        assertThat(log).contains("process 1 speaks").contains("BUILD SUCCESS");
    }

    @Test
    void theGuestsStatusFailsTheBuild() throws IOException {
        Path work = WorkFolders.empty("run with a status");
        build(
                work,
                """
                modprobe -a virtio_pci virtio_console
                # The port gets its name some moments after the module is loaded.
                seconds=0
                until port=$(grep -l dev.slipway.status /sys/class/virtio-ports/*/name) || [ $seconds = 60 ]; do
                    sleep 1
                    seconds=$((seconds + 1))
                done
                port=${port%/name}
                echo 7 > /dev/${port##*/}
                """);
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

    /** The guest makes a file system on an empty disk, and in the second run hands its file out at a static address. */
    @Test
    void aDiskKeepsAFileOverTwoRunsAndAStaticAddressIsReached() throws Exception {
        Path work = WorkFolders.empty("run with a disk");
        buildSmallSystem(work);
        Files.deleteIfExists(work.resolve("my data.img"));
        assertThat(runOnDisk(work).within(LIMIT).succeed()).contains("nothing was kept");
        assertThat(work.resolve("my data.img")).hasSize(64L << 20);

        int port = Guest.freePort();
        Path log = work.resolve("second.log");
        Process run = runOnDisk(work)
                .and("-Dslipway.run.publish=" + port + ":80")
                .and("-Dslipway.run.guestAddress=192.168.7.20/24")
                .and("-Dslipway.run.gateway=192.168.7.1")
                .start(log);
        try {
            assertThat(answer(port, run)).isEqualTo("written in the first run\n");
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            end(run);
        }
        assertThat(log).content().contains("BUILD SUCCESS").doesNotContain("nothing was kept");
        // The line that was logged is one for the shell, though a name has a blank.
        String line = Checks.text(log)
                .lines()
                .filter(each -> each.contains("Running: "))
                .findFirst()
                .orElseThrow();
        String pasted = Command.withoutColours(line).replaceFirst(".*Running: \\S+", "printf '%s\\\\n'");
        assertThat(Command.shell(pasted).succeed().lines())
                .contains("if=none,id=disk0,format=raw,file=" + work.resolve("my data.img"))
                .contains(work.resolve("linuxkit-kernel").toString());
    }

    @Test
    void qemuEndsWithMavenAndALeftoverOfAKilledOneIsEndedByTheNextStart() throws Exception {
        Path work = WorkFolders.empty("run and kill");
        buildSmallSystem(work);
        Process terminated = runEndless(work).start(work.resolve("terminated.log"));
        ProcessHandle first = qemuOf(terminated, work);
        terminated.destroy(); // SIGTERM
        assertThat(terminated.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.isAlive()).isFalse();
        assertThat(runs(work)).isEmpty();

        Process killed = runEndless(work).start(work.resolve("killed.log"));
        ProcessHandle second = qemuOf(killed, work);
        killed.destroyForcibly().waitFor();
        Guest.pause(Duration.ofSeconds(2));
        assertThat(second.isAlive()).isTrue();
        String next = runEndless(work).and("-Dslipway.run.qemu=true").succeed();
        assertThat(next).contains("Ending QEMU (process " + second.pid() + "), which a killed run left behind");
        assertThat(second.isAlive()).isFalse();
        assertThat(runs(work)).isEmpty();
    }

    /** A QEMU that executes nothing in the accelerator, one that refuses it, and one in which the guest starts. */
    @Test
    void theAcceleratorIsProven() throws IOException {
        Path work = WorkFolders.empty("run accelerated");
        buildSmallSystem(work);
        String accelerated = "case \"$*\" in *'-accel kvm'*) %s;; *) exit 0;; esac\n";
        assertThat(runWith(work, "hangs", accelerated.formatted("exec sleep 600")))
                .contains("kvm is not used because the kernel did not start within 10 s")
                .contains("-accel tcg");
        assertThat(runWith(work, "refuses", accelerated.formatted("echo no rights >&2; exit 1")))
                .contains("kvm is not used because QEMU ended with status 1: no rights")
                .contains("-accel tcg");
        // Says what a kernel says that finds no root file system; a real one, emulated on a busy machine, may take
        // longer than the trial.
        assertThat(runWith(
                        work, "works", accelerated.formatted("echo '[ 2.1 ] Kernel panic - not syncing: VFS'; exit 0")))
                .contains("-accel kvm")
                .doesNotContain("is not used");
    }

    private static String runWith(Path work, String name, String script) throws IOException {
        Path qemu = work.resolve(name).resolve("qemu-system-x86_64");
        Files.createDirectories(qemu.getParent());
        Files.writeString(qemu, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        long begin = System.nanoTime();
        String log = Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.store=" + work.resolve("store"))
                .and("-Dslipway.run.qemu=" + qemu)
                .succeed();
        Checks.measured(
                "an accelerator that " + name + ": run ended after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        return log;
    }

    private static Command runOnDisk(Path work) {
        return Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=" + work)
                .and("-Dslipway.run.accelerator=tcg")
                .and("-Dslipway.run.disk=my data.img:64M")
                .and("-Dslipway.run.memory=512");
    }

    /** Without its disk the guest of {@link #buildSmallSystem} waits. */
    private static Command runEndless(Path work) {
        return Checks.maven(work, Checks.goal("run"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.store=" + work.resolve("store"))
                .and("-Dslipway.run.accelerator=tcg")
                .and("-Dslipway.run.memory=512");
    }

    private static List<Path> runs(Path work) throws IOException {
        try (Stream<Path> runs = Files.list(work.resolve("store/run/guests"))) {
            return runs.toList();
        }
    }

    /** Waits until QEMU runs, and Maven has written down which one it is. */
    private static ProcessHandle qemuOf(Process maven, Path work) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end && maven.isAlive()) {
            Guest.pause(Duration.ofMillis(200));
            if (Files.isDirectory(work.resolve("store/run/guests"))
                    && runs(work).stream().anyMatch(run -> Files.exists(run.resolve("guest")))) {
                return maven.descendants()
                        .filter(each -> each.info().command().orElse("").contains("qemu-system"))
                        .findFirst()
                        .orElseThrow();
            }
        }
        throw new AssertionError("no QEMU");
    }

    private static String answer(int port, Process run) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end && run.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!answer.isEmpty()) {
                    return answer;
                }
            } catch (IOException e) {
                // Neither QEMU nor the guest listens at once.
            }
            Guest.pause(Duration.ofMillis(500));
        }
        throw new AssertionError("no answer");
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Keeps a file on its disk, and hands it out when it finds it there; without a disk it waits. */
    private static void buildSmallSystem(Path work) throws IOException {
        build(
                work,
                """
                modprobe -a virtio_pci virtio_blk virtio_net
                [ -b /dev/vda ] || sleep 600
                mount -t ext2 /dev/vda /mnt || { mke2fs /dev/vda && mount -t ext2 /dev/vda /mnt; }
                if [ -e /mnt/kept ]; then
                  ip address add 192.168.7.20/24 dev eth0
                  ip link set eth0 up
                  nc -l -p 80 </mnt/kept
                else
                  echo "nothing was kept"
                  echo "written in the first run" >/mnt/kept
                fi
                umount /mnt
                """);
    }

    /** A kernel, busybox, and a script as process 1, which powers off at its end. */
    private static void build(Path work, String script) throws IOException {
        Files.writeString(
                work.resolve("linuxkit.yml"),
                """
                kernel:
                  image: maven:dev.slipway.packages:kernel:%1$s
                  cmdline: "console=ttyS0 quiet no_timer_check"
                init:
                - maven:dev.slipway.packages:sysctl:%1$s
                files:
                - path: init
                  mode: "0755"
                  contents: |
                    #!/bin/sh
                    mkdir -p /proc /sys /dev /mnt
                    # Without /proc the shell does not find its other applets.
                    /bin/busybox mount -t proc proc /proc
                    mount -t sysfs sys /sys
                    mount -t devtmpfs dev /dev
                %2$s
                    poweroff -f
                """
                        .formatted(Checks.version(), script.strip().indent(4).stripTrailing()));
        Checks.maven(work, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }
}
