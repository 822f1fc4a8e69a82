package dev.slipway.registry;

import java.util.List;

/** What a registry answers to a request without a token, for the fuzzer, which stands outside of this package. */
public final class FuzzedChallenge {
    private FuzzedChallenge() {}

    /** Reads a header's lines. */
    public static void read(String lines) {
        for (Challenge challenge : Challenge.parse(List.of(lines.split("\n", -1)))) {
            challenge.parameter("realm");
        }
    }
}
