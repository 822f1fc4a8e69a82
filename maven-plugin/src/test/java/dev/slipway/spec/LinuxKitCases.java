package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small YAML files beside what LinuxKit 2026-03 made of them, among the test resources; the README there says more. */
public final class LinuxKitCases {
    private static final int CASES = 22;

    private LinuxKitCases() {}

    /** The folder of each case, by name. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> cases = Files.list(folder().resolve("cases"))) {
            List<Path> sorted = cases.sorted().toList();
            assertThat(sorted).as("a lost case would pass").hasSize(CASES);
            return sorted;
        }
    }

    public static Path named(String name) {
        return folder().resolve("cases").resolve(name);
    }

    /** The YAML file of 2017 that users come with. */
    static Path seed() {
        return folder().resolve("seed.yml");
    }

    /** The images that the cases name, in words. */
    public static Path images() {
        return folder().resolve("images");
    }

    private static Path folder() {
        try {
            return Path.of(
                    LinuxKitCases.class.getResource("/dev/slipway/linuxkit").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
