package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The benchmarks measure what they say. Their figures are printed, not judged. */
class BenchmarkIT {
    private static final Path WORK = WorkFolders.empty("bench");

    @Test
    void eachRowDoesWhatItSays() {
        String figures = Command.of("sh", "it/bench/run.sh", "--check")
                .in(Checks.root())
                .with("BENCH_WORK", WORK.toString())
                .with("BENCH_SETTINGS", Checks.settings().toString())
                .with("BENCH_REPOSITORY", Checks.property("it.repository"))
                .with("MAVEN_OPTS", Checks.property("it.mavenOptions"))
                .succeed();
        assertThat(figures).contains("| nothing |", "| cold |", "| services-2 |", "| validate |");
        assertThat(Checks.text(WORK.resolve("results.json"))).startsWith("{").endsWith("]}\n");
        figures.lines().filter(line -> line.startsWith("| ")).forEach(Checks::measured);
    }

    @Test
    void isoIsMeasuredBesideXorriso() {
        String figures =
                Command.of("sh", "it/bench/iso.sh", "1").in(Checks.root()).succeed();
        assertThat(figures).containsPattern("writer : xorriso = [0-9.]+, goal : xorriso = [0-9.]+");
        figures.lines().forEach(Checks::measured);
    }

    @Test
    void disksAreMeasuredBesideQemu() {
        String figures = Command.of("sh", "it/bench/disks.sh", "--check")
                .in(Checks.root())
                .with("BENCH_WORK", WORK.toString())
                .succeed();
        assertThat(figures).contains("| raw |", "| qcow2 |", "| vhd |", "| vhd-dynamic |", "| vhdx |", "| vmdk |");
        figures.lines().forEach(Checks::measured);
    }
}
