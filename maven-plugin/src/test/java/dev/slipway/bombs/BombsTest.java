package dev.slipway.bombs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.problem.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bomb ends in a sentence, or is harmless, in little time and in a JVM of 256 MiB. */
class BombsTest {
    /** Of one processor, which is slower where its other half works too. What goes off takes minutes, or never ends. */
    private static final double MOST_SECONDS = 20;

    @ParameterizedTest
    @EnumSource
    void endsSoonAndInLittleMemory(Bomb bomb) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BombsTest.class.getName(),
                        bomb.name())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        String row = said.lines()
                .filter(line -> line.startsWith("[bomb]"))
                .findFirst()
                .orElseThrow();
        System.out.println(row);
        assertThat(Double.parseDouble(row.split(" +")[2])).as(said).isLessThan(MOST_SECONDS);
    }

    /** In the JVM of its own. */
    public static void main(String[] args) throws IOException {
        Bomb bomb = Bomb.valueOf(args[0]);
        String message = "harmless";
        long start = System.nanoTime();
        try {
            bomb.work.run();
        } catch (Problem | IOException e) {
            message = String.valueOf(e.getMessage());
        }
        double seconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed() >> 20)
                .sum();
        List<String> lines = message.lines().toList();
        String shown = lines.get(0).length() > 150 ? lines.get(0).substring(0, 150) + ".." : lines.get(0);
        System.out.printf(
                "[bomb] %-20s %.2f s of processor, %.1f s, at most %d MiB of heap: %s%n",
                bomb, seconds, (System.nanoTime() - start) / 1e9, peak, shown);
    }
}
