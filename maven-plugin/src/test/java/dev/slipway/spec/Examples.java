package dev.slipway.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** YAML files of the shape of LinuxKit's own examples, and one of 2017. */
final class Examples {
    static final String OF_2017 = "of-2017.yml";

    private Examples() {}

    static Stream<SpecText> all() {
        return Stream.concat(ofToday(), Stream.of(read(OF_2017)));
    }

    static Stream<SpecText> ofToday() {
        return List.of("encrypted-disk.yml", "engine.yml", "monitored.yml", "tunnels.yml", "volumes.yml").stream()
                .map(Examples::read);
    }

    static SpecText read(String name) {
        try (InputStream file = Objects.requireNonNull(Examples.class.getResourceAsStream("examples/" + name))) {
            return new SpecText(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
