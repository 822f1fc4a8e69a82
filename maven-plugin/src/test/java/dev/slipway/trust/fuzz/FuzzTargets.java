package dev.slipway.trust.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Every parser and verifier, and what runs of the fuzzer found worth keeping for it. */
final class FuzzTargets {
    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        return Stream.of(
                        new ParserTargets().all(),
                        new VerifierTargets().all(),
                        new ImageTargets().all(),
                        new ProjectTargets().all())
                .flatMap(List::stream)
                .toList();
    }

    static FuzzTarget named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The kept corpus, a line of base64 for each input; empty if nothing is kept yet. */
    static List<byte[]> corpus(FuzzTarget target) {
        String file = "/trust/fuzz/" + target.name() + ".txt";
        try (InputStream in = FuzzTargets.class.getResourceAsStream(file)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .map(Base64.getDecoder()::decode)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
