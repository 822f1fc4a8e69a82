package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal with its whole text, in {@code refusals.txt}, which should read well from top to bottom. */
class RefusalsTest {
    record Refusal(String title, String yaml, String message) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Refusal> refusals() throws IOException {
        String golden;
        try (InputStream file = Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("refusals.txt"))) {
            golden = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Refusal> refusals = new ArrayList<>();
        for (String section : golden.split("(?m)^== ", -1)) {
            if (!section.isEmpty()) {
                int title = section.indexOf('\n');
                int yaml = section.indexOf("\n--\n");
                refusals.add(new Refusal(
                        section.substring(0, title),
                        section.substring(title + 1, yaml + 1),
                        section.substring(yaml + 4).stripTrailing()));
            }
        }
        return refusals.stream();
    }

    static String message(String yaml) {
        try {
            return "accepted: " + LinuxKit.parse(List.of(new SpecText("linuxkit.yml", yaml)));
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isToldInTheseWords(Refusal refusal) {
        assertThat(message(refusal.yaml())).isEqualTo(refusal.message());
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertThat(refusals()).hasSizeGreaterThan(30);
    }
}
