package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The benchmark of the goal {@code iso} beside xorriso runs; its figures are printed, not judged. */
class IsoBenchmarkIT {
    @Test
    void theBenchmarkRuns() {
        String figures =
                Command.of("sh", "it/bench-iso.sh", "1").in(Checks.root()).succeed();
        assertThat(figures).containsPattern("writer : xorriso = [0-9.]+, goal : xorriso = [0-9.]+");
        figures.lines().forEach(Checks::measured);
    }
}
