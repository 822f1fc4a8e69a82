package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Slipway is shipped as is reproducible by Maven's own measure: a build of another folder gives the plugin and packages of this one. */
class ReproducibleBuildIT {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-artifact-plugin:3.7.0";

    private static final String NOT_THE_TESTS = "!:it,!:demo,!:checks,!:projects";

    @Test
    void artifactCompareFindsNoDifference() throws IOException {
        Path copy = Files.createDirectories(Checks.work().resolve("reproducible"));
        // The jar plugin writes the modes of resources down as they are on the disk.
        Checks.copySources(copy, "022");
        Checks.bringPlugins(PLUGIN);
        // The repository of the checks is the reference: what this build has made was installed there.
        String log = Checks.maven(copy, "-DskipTests", "-pl", NOT_THE_TESTS, "package", PLUGIN + ":compare")
                .and("-Dreference.repo="
                        + Path.of(Checks.property("it.repository")).toUri())
                .within(Duration.ofMinutes(10))
                .succeed();
        List<String> results = log.lines()
                .filter(line -> line.contains("rebuild comparison result"))
                .toList();
        results.forEach(Checks::measured);
        assertThat(results).hasSizeGreaterThan(1).allMatch(line -> line.matches(".*result: [1-9][0-9]* files match.*"));
        assertThat(log).doesNotContain("differ");
    }
}
