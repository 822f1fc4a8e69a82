package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slipway says as much as Maven was asked to say; {@code MavenLogTest} has the cases that need no Maven. */
class MavenOutputIT {
    private static final String IMAGE = "docker.io/team/kernel:1";

    private static final Path WORK = WorkFolders.empty("manners");
    private static DockerRegistry registry;
    private static int runs;

    @BeforeAll
    static void open() throws IOException {
        registry = DockerRegistry.start(WORK.resolve("registry"));
        registry.push(SeedBootsIT.packageImage("kernel"), "team/kernel:1");
        Files.writeString(WORK.resolve("linuxkit.yml"), "init:\n- team/kernel:1\n");
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Test
    void atATerminalItLooksLikeMavensOwnDownloads() {
        String log = fromNothing(Checks.interactiveMaven(WORK, Checks.goal("resolve")))
                .succeed();
        assertThat(log)
                .contains("Downloading from docker.io: " + IMAGE + " sha256:")
                .contains("Progress (1)")
                .containsPattern("Downloaded from docker.io: " + IMAGE + " sha256:\\w+ \\([0-9.]+ MB at ")
                .doesNotContain("Fetching");
    }

    @Test
    void inABatchOnlyWhatTakesLongIsALine() {
        String log = fromNothing(Checks.maven(WORK, Checks.goal("resolve"))).succeed();
        assertThat(log)
                .doesNotContain("Downloading from docker.io", "Progress")
                .containsOnlyOnce("[INFO] Fetching " + IMAGE + " sha256:")
                .contains("linuxkit.lock: 1 images");
    }

    @Test
    void quietIsQuiet() {
        String log =
                fromNothing(Checks.maven(WORK, Checks.goal("resolve"), "-q")).succeed();
        assertThat(Command.withoutColours(log)).isBlank();
    }

    private static Command fromNothing(Command maven) {
        return maven.and("-Dslipway.store=" + WORK.resolve("store-" + ++runs))
                .and("-Dslipway.lock=" + WORK.resolve("lock-" + runs + "/linuxkit.lock"))
                .and("-Dslipway.mirrors=docker.io=http://" + registry.host());
    }
}
