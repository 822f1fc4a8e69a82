package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes with different settings write the same files, again and again; every third time one of them is killed.
 * {@code -Dit.rounds=50} says how often.
 */
class SharedOutputFolderIT {
    private static final int ROUNDS = Integer.getInteger("it.rounds", 9);
    private static final int KILL_EVERY = 3;
    private static final int LONGEST_LIFE_MILLIS = 1500;
    private static final int SIZE = 4 << 20;
    private static final List<String> SETTINGS = List.of("gzip", "zstd");

    @TempDir
    private Path folder;

    private final Map<String, Digest> meant = new TreeMap<>();
    private final Random random = new Random(11);
    private int kills;
    private int corrupt;
    private int falselyUpToDate;

    @Test
    void theFilesAreAlwaysOfOneBuildAndUpToDateIsTrue() throws Exception {
        project();
        for (int round = 0; round < ROUNDS; round++) {
            Path target = folder.resolve("target-" + round);
            List<Process> builds = new ArrayList<>();
            for (String compression : SETTINGS) {
                builds.add(start(target, compression));
            }
            if (round % KILL_EVERY == 0) {
                Process victim = builds.get(random.nextInt(builds.size()));
                if (!victim.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS)) {
                    victim.toHandle().destroyForcibly();
                    kills++;
                }
            }
            for (Process build : builds) {
                String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(build.waitFor(2, TimeUnit.MINUTES)).isTrue();
                // 137 is the end of a killed process: 128 and SIGKILL.
                assertThat(build.exitValue()).as(said).isIn(0, 137);
            }
            look(target);
        }
        System.out.println(ROUNDS + " rounds of two builds into one folder, " + kills + " killed: " + corrupt
                + " corrupt files, " + falselyUpToDate + " false \"up to date\"");
        assertThat(kills).isPositive();
        assertThat(corrupt).isZero();
        assertThat(falselyUpToDate).isZero();
    }

    private void project() throws IOException {
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(8) * 31);
        }
        Files.write(folder.resolve("data"), bytes);
        Files.writeString(folder.resolve("linuxkit.yml"), "files:\n- {path: data, source: data}\n");
        for (String compression : SETTINGS) {
            Path alone = folder.resolve("alone-" + compression);
            OutputProcess.build(folder, folder.resolve("store"), alone, compression);
            meant.put(compression, digest(alone.resolve("os-initrd.img")));
        }
        assertThat(meant.values()).doesNotHaveDuplicates();
    }

    private void look(Path target) throws IOException {
        Path initrd = target.resolve("os-initrd.img");
        for (String compression : SETTINGS) {
            Digest before = Files.exists(initrd) ? digest(initrd) : null;
            if (before != null && !meant.containsValue(before)) {
                corrupt++;
            }
            List<String> said = OutputProcess.build(folder, folder.resolve("store"), target, compression);
            boolean upToDate = said.contains("os-initrd.img is up to date");
            if (upToDate && !meant.get(compression).equals(before)) {
                falselyUpToDate++;
            }
            assertThat(digest(initrd)).isEqualTo(meant.get(compression));
        }
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.map(Path::toString).filter(name -> name.contains(".os-initrd.img.")))
                    .as("what killed builds left")
                    .isEmpty();
        }
    }

    // Each has a store of its own, so that they meet in the output folder alone.
    private Process start(Path target, String compression) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutputProcess.class.getName(),
                        folder.toString(),
                        folder.resolve("store-" + compression).toString(),
                        target.toString(),
                        compression)
                .redirectErrorStream(true)
                .start();
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }
}
