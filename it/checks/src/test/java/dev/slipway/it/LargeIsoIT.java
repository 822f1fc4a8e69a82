package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An ISO of 6 GiB, with a file over 4 GiB in it, is written in a heap of 96 MiB; xorriso reads it back. */
class LargeIsoIT {
    @Test
    void sixGibibytesIn96Mebibytes() throws IOException {
        Path iso = WorkFolders.empty("large").resolve("large.iso");
        long start = System.nanoTime();
        Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeIso.class.getName(),
                        iso.toString())
                .succeed();
        Checks.measured("ISO of " + Files.size(iso) + " bytes written with -Xmx96m in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(Files.size(iso)).isGreaterThan(6L << 30);
        for (Map.Entry<String, Long> file : LargeIso.FILES.entrySet()) {
            assertThat(sha256(iso, file.getKey())).contains(Checks.sha256(new LargeIso.Counted(file.getValue())::open));
        }
    }

    /** Through a pipe: it needs no room. */
    private static String sha256(Path iso, String file) {
        return Command.of("xorriso", "-osirrox", "on", "-indev", iso.toString())
                .and("-concat")
                .and("pipe")
                .and("+")
                .and("/usr/bin/sha256sum")
                .and("+")
                .and("/" + file)
                .and("--")
                .succeed();
    }
}
