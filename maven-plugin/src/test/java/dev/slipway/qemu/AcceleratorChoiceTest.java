package dev.slipway.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.goal.TestProject;
import dev.slipway.oci.Platform;
import dev.slipway.qemu.guest.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand in for QEMU: what counts is how they end, and what they say on the serial console. */
@DisabledOnOs(OS.WINDOWS)
class AcceleratorChoiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String PANICS = "echo 'Kernel panic - not syncing: VFS: Unable to mount root fs'\n";

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();

    @Test
    void oneThatHangsIsGivenUpAndRememberedAsSuch() throws IOException {
        Path qemu = qemu("echo 'Probing EDD (edd=off to disable)... ok'\nsleep 600 &\nwait\n");
        long begin = System.nanoTime();
        assertThat(choose(qemu)).isEqualTo(Accelerator.TCG);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(LIMIT, LIMIT.plusSeconds(8));
        assertThat(infos())
                .singleElement()
                .asString()
                .contains("kvm is not used because the kernel did not start within 2 s")
                .contains("-Dslipway.run.accelerator=kvm");
        assertThat(calls()).isEqualTo(1);
        assertThat(processesOf(qemu)).isZero();
        assertThat(folder.resolve("state/guests")).isEmptyDirectory();

        long again = System.nanoTime();
        assertThat(choose(qemu)).isEqualTo(Accelerator.TCG);
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(LIMIT);
        assertThat(calls()).isEqualTo(1);
        assertThat(infos()).hasSize(2);
    }

    @Test
    void oneThatFailsSaysWhyAndIsAskedAgain() throws IOException {
        Path qemu = qemu("echo 'Could not access KVM kernel module: Permission denied' >&2\nexit 1\n");
        assertThat(choose(qemu)).isEqualTo(Accelerator.TCG);
        assertThat(infos())
                .singleElement()
                .asString()
                .contains("QEMU ended with status 1: Could not access KVM kernel module: Permission denied");
        choose(qemu);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void oneThatResetsTheGuestIsNotTakenForOneThatWorks() throws IOException {
        assertThat(choose(qemu("exit 0\n"))).isEqualTo(Accelerator.TCG);
        assertThat(infos()).singleElement().asString().contains("the guest was reset before its kernel started");
    }

    @Test
    void oneThatWorksIsTakenAndRememberedForThisKernelAndThisQemu() throws IOException {
        Path qemu = qemu(PANICS);
        assertThat(choose(qemu)).isEqualTo(Accelerator.KVM);
        assertThat(choose(qemu)).isEqualTo(Accelerator.KVM);
        assertThat(calls()).isEqualTo(1);
        assertThat(infos()).isEmpty();
        assertThat(Files.readString(folder.resolve("calls")))
                .contains("-no-reboot", "-accel kvm", "-append console=ttyS0 panic=-1")
                .doesNotContain("-initrd");

        Files.writeString(folder.resolve("os-kernel"), "another kernel");
        choose(qemu);
        assertThat(calls()).isEqualTo(2);
        choose(qemu(PANICS + "# another QEMU\n"));
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void aDamagedAnswerIsAskedForAgain() throws IOException {
        Path qemu = qemu(PANICS);
        choose(qemu);
        try (Stream<Path> answers = Files.list(folder.resolve("state/accelerators"))) {
            Files.writeString(answers.findFirst().orElseThrow(), "");
        }
        assertThat(choose(qemu)).isEqualTo(Accelerator.KVM);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void anIsoAloneCannotProveIt() throws IOException {
        Path iso = Files.writeString(folder.resolve("other.iso"), "iso");
        Accelerator taken = new AcceleratorChoice(folder.resolve("state"), LIMIT, new TestProject.Recorder(log))
                .choose(Accelerator.KVM, qemu(PANICS), GuestImage.find(iso, Platform.parse("linux/amd64")));
        assertThat(taken).isEqualTo(Accelerator.TCG);
        assertThat(infos()).singleElement().asString().contains("no kernel beside other.iso", "other-kernel");
    }

    @Test
    void everySystemHasItsHypervisor() {
        assertThat(Accelerator.ofSystem("Linux")).contains(Accelerator.KVM);
        assertThat(Accelerator.ofSystem("Mac OS X")).contains(Accelerator.HVF);
        assertThat(Accelerator.ofSystem("Windows 11")).contains(Accelerator.WHPX);
        assertThat(Accelerator.ofSystem("FreeBSD")).isEmpty();
        assertThat(Accelerator.parse("tcg")).isEqualTo(Accelerator.TCG);
        assertThatThrownBy(() -> Accelerator.parse("xen"))
                .hasMessageContaining("slipway.run.accelerator 'xen'")
                .hasMessageContaining("auto, kvm, hvf, whpx, tcg");
    }

    private Accelerator choose(Path qemu) throws IOException {
        Path image = folder.resolve("os");
        for (String end : List.of("-kernel", "-initrd.img")) {
            if (!Files.exists(folder.resolve("os" + end))) {
                Files.writeString(folder.resolve("os" + end), end);
            }
        }
        return new AcceleratorChoice(folder.resolve("state"), LIMIT, new TestProject.Recorder(log))
                .choose(Accelerator.KVM, qemu, GuestImage.find(image, Platform.parse("linux/amd64")));
    }

    private Path qemu(String script) throws IOException {
        Path qemu = folder.resolve("qemu-system-x86_64");
        Files.writeString(qemu, "#!/bin/sh\necho \"$@\" >>'" + folder.resolve("calls") + "'\n" + script);
        return Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private long calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).size();
    }

    private List<String> infos() {
        return log.stream().filter(line -> line.contains("Emulating")).toList();
    }

    private static long processesOf(Path qemu) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(qemu.toString()) || line.contains("sleep 600"))
                        .isPresent())
                .count();
    }
}
