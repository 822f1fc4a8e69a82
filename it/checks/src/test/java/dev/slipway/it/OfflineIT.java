package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -o} nothing is asked of anybody. */
class OfflineIT {
    @Test
    void aWarmStoreNeedsNoSocketAndAColdOneSaysWhatIsMissing() throws IOException {
        Path work = WorkFolders.empty("offline");
        Files.writeString(work.resolve("os.yml"), "init:\n- team/tool:1\n");
        try (DockerRegistry registry = DockerRegistry.start(work.resolve("registry"))) {
            registry.push(SeedBootsIT.packageImage("sysctl"), "team/tool:1");
            goals(work, "warm", registry.host()).succeed();
        }
        // Else the second build would find that there is nothing to do.
        Command.of("rm", "-r", work.resolve("out-warm").toString()).succeed();
        // A network namespace of its own, without even a loopback that is up: every connect fails.
        Command warm = goals(work, "warm", "127.0.0.1:1").and("-o").inPrefix("unshare", "-rn");
        Checks.measured("offline with a warm store: " + lastLines(warm.succeed()));

        String cold = goals(work, "cold", "127.0.0.1:1")
                .and("-o")
                .inPrefix("unshare", "-rn")
                .fail();
        assertThat(cold)
                .containsPattern("sha256:[0-9a-f]{64}")
                .contains("Run once without -o: mvn ", Checks.goal("resolve"))
                .contains("-o");
    }

    private static Command goals(Path work, String store, String registry) {
        return Checks.maven(work, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.config=os.yml")
                .and("-Dslipway.outputDirectory=out-" + store)
                .and("-Dslipway.store=" + work.resolve("store-" + store))
                .and("-Dslipway.mirrors=docker.io=http://" + registry);
    }

    private static String lastLines(String log) {
        return log.lines()
                .filter(line -> line.contains("initrd"))
                .reduce((a, b) -> b)
                .orElse("");
    }
}
