package dev.slipway.qemu.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.goal.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another program stands in for QEMU. */
@DisabledOnOs(OS.WINDOWS)
class QemuProcessTest {
    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aProgramThatDoesNotListenIsEndedByForceAndItsFolderIsDeleted() throws IOException {
        RunFolder run = RunFolder.create(folder);
        ProcessHandle child;
        try (QemuProcess qemu = QemuProcess.start(
                new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 600 & while true; do wait; sleep 1; done"), run)) {
            assertThat(qemu.status(Duration.ofMillis(300))).isEqualTo(OptionalInt.empty());
            child = ProcessHandle.current().descendants().findFirst().orElseThrow();
            assertThat(run.path().resolve("guest")).isNotEmptyFile();
        }
        assertThat(child.isAlive()).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theGuestOfAKilledRunIsEndedAndNoOther() throws Exception {
        // Of a run that goes on: its lock is held.
        RunFolder alive = RunFolder.create(folder);
        Process guest = sleep();
        alive.record(guest.toHandle());
        // Of a run that was killed: the lock is free.
        Process leftover = sleep();
        Path killed = abandoned("killed", leftover.pid(), start(leftover), HostBoot.id());
        // Another process that got the number of a guest.
        Process stranger = sleep();
        Path reused = abandoned("reused", stranger.pid(), start(stranger) - 60_000, HostBoot.id());
        // Of another boot, or another host that shares the store.
        Process elsewhere = sleep();
        Path other = abandoned("other", elsewhere.pid(), start(elsewhere), "another boot");
        Path old = abandoned("old", elsewhere.pid(), start(elsewhere), "another boot");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        // Half written.
        Path torn = Files.createDirectories(folder.resolve("torn"));
        Files.writeString(torn.resolve("guest"), HostBoot.id() + "\n12");

        RunFolder.endLeftovers(folder, new TestProject.Recorder(log));

        assertThat(leftover.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log)
                .filteredOn(line -> line.contains("Ending QEMU"))
                .singleElement()
                .asString()
                .contains("process " + leftover.pid());
        assertThat(List.of(guest, stranger, elsewhere)).allMatch(Process::isAlive);
        assertThat(List.of(killed, reused, old)).noneMatch(Files::exists);
        assertThat(List.of(alive.path(), other, torn)).allMatch(Files::exists);
        alive.close();
    }

    private Process sleep() throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        started.add(process);
        return process;
    }

    private static long start(Process process) {
        return process.info().startInstant().orElseThrow().toEpochMilli();
    }

    private Path abandoned(String name, long pid, long start, String boot) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("lock"), "");
        Files.writeString(run.resolve("guest"), boot + "\n" + pid + "\n" + start + "\n");
        return run;
    }
}
