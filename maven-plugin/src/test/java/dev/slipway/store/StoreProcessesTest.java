package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One store and several processes, one of which is killed. */
@Timeout(120)
class StoreProcessesTest {
    @TempDir
    private Path folder = Path.of("unset");

    private final List<Process> started = new ArrayList<>();
    private Path root = Path.of("unset");
    private Path notes = Path.of("unset");

    @BeforeEach
    void folders() throws IOException {
        root = folder.resolve("store");
        notes = Files.createDirectories(folder.resolve("notes"));
    }

    @AfterEach
    void kill() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aKilledProcessIsReplacedAndNobodyElseBringsABlobTwice() throws Exception {
        int blobs = 20;
        Process hanging = start(List.of(), 0, 1, "hang");
        await(".way");
        List<Process> others = List.of(
                start(List.of(), 0, blobs, "go"), start(List.of(), 0, blobs, "go"), start(List.of(), 0, blobs, "go"));
        // All three want what the first one is still bringing, so none of them can have brought anything.
        Thread.sleep(1500);
        assertThat(notes(".brought")).isEmpty();
        hanging.destroyForcibly().waitFor();

        for (Process other : others) {
            assertThat(output(other)).isEqualTo("done");
        }
        assertThat(notes(".hung")).hasSize(1);
        assertThat(notes(".brought")).hasSize(blobs);
        Store store = new Store(root);
        for (int i = 0; i < blobs; i++) {
            byte[] bytes = StoreProcess.blob(i);
            assertThat(store.find(Digest.of(bytes)).orElseThrow().bytes()).isEqualTo(bytes);
        }

        // What the killed one left stays until it is old: it might belong to a process that only is slow.
        assertThat(files(root.resolve("tmp"))).hasSize(1);
        Path left = files(root.resolve("tmp")).get(0);
        Files.setLastModifiedTime(
                left,
                FileTime.fromMillis(
                        System.currentTimeMillis() - Duration.ofDays(1).toMillis()));
        byte[] next = StoreProcess.blob(blobs);
        new Store(root).put(Digest.of(next), next.length, () -> new ByteArrayInputStream(next));
        assertThat(files(root.resolve("tmp"))).isEmpty();
    }

    @Test
    void whoWaitsForAnotherProcessSaysSo() throws Exception {
        Process hanging = start(List.of(), 0, 1, "hang");
        await(".way");
        List<Path> waitedFor = new CopyOnWriteArrayList<>();
        byte[] bytes = StoreProcess.blob(0);
        Thread waiting = new Thread(() -> {
            try {
                new Store(root, waitedFor::add)
                        .put(Digest.of(bytes), bytes.length, () -> new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        waiting.start();
        while (waitedFor.isEmpty()) {
            Thread.sleep(50);
        }
        hanging.destroyForcibly().waitFor();
        waiting.join(20_000);
        assertThat(new Store(root).find(Digest.of(bytes))).isPresent();
        assertThat(waitedFor).singleElement().asString().startsWith(root.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskIsToldAndLeavesNothingBehind() throws Exception {
        // A limit on the size of files stands in for the full disk: the write fails in the same place.
        Process process = start(List.of("/bin/sh", "-c", "ulimit -f 200; exec \"$@\"", "sh"), 0, 1, "go");
        assertThat(output(process))
                .contains("dev.slipway.store.StoreNotWritten: " + root)
                .contains("the store cannot be written (IOException: File too large)")
                .contains(
                        "Free some space or make the folder writable, or choose another one with -Dslipway.store=<folder>.");
        assertThat(files(root.resolve("tmp"))).isEmpty();
        assertThat(new Store(root).find(Digest.of(StoreProcess.blob(0)))).isEmpty();
    }

    private Process start(List<String> wrapper, int first, int count, String mode) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        Collections.addAll(
                command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                root.toString(),
                notes.toString(),
                Integer.toString(first),
                Integer.toString(count),
                mode);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static String output(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text.strip();
    }

    private void await(String suffix) throws Exception {
        while (notes(suffix).isEmpty()) {
            Thread.sleep(50);
        }
    }

    private List<Path> notes(String suffix) throws IOException {
        return files(notes).stream()
                .filter(each -> each.toString().endsWith(suffix))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
