package dev.slipway.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildLinesTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final Path FILE = Path.of("target", "os.iso");
    private static final BuildEvent.OutputFile OUTPUT = new BuildEvent.OutputFile(FILE, 3, DIGEST);

    @Test
    void eachEventHasItsLines() {
        Map<BuildEvent, List<String>> lines = Map.of(
                new BuildEvent.Resolved("linuxkit.lock", 8, 0, List.of()),
                List.of("linuxkit.lock: 8 images, unchanged"),
                new BuildEvent.Resolved("linuxkit.lock", 8, 1, List.of("added nginx", "moved redis")),
                List.of("added nginx", "moved redis", "linuxkit.lock: 8 images, 1 module, 2 changed"),
                new BuildEvent.Verified(List.of("nginx  trusted"), 55, 0),
                List.of("nginx  trusted", "looked at in 55 ms, with 0 requests"),
                new BuildEvent.FetchingPackages(1, 47_500_000),
                List.of("Fetching 1 Debian package, 47.5 MB"),
                new BuildEvent.Fetching("nginx:1 layer", 12_000),
                List.of("Fetching nginx:1 layer (12.0 kB)"),
                new BuildEvent.Wrote(OUTPUT, List.of("kernel 3 B")),
                List.of("os.iso  3 B  " + DIGEST, "kernel 3 B"),
                new BuildEvent.WroteImage(OUTPUT, DIGEST),
                List.of("os.iso: 3 B, image " + DIGEST),
                new BuildEvent.UpToDate(FILE, List.of(OUTPUT)),
                List.of("os.iso is up to date"));

        lines.forEach((event, expected) -> assertThat(BuildLines.of(event)).isEqualTo(expected));
        assertThat(lines.keySet().stream().map(Object::getClass).distinct())
                .as("every event")
                .hasSameSizeAs(BuildEvent.class.getPermittedSubclasses());
    }
}
