package dev.slipway.content;

import dev.slipway.problem.Problem;

/** A text that should be a digest and is none. */
public final class MalformedDigest extends Problem {
    private static final long serialVersionUID = 1L;

    MalformedDigest(String text) {
        super(
                Fault.USER,
                "digest '" + text + "'",
                "this is not a digest",
                "Write sha256: and 64 lower-case hex digits, or sha512: and 128.");
    }
}
