package dev.slipway.archive.image;

import dev.slipway.problem.Problem;

/** A piece of an image has not the size it said it had, so everything behind it would stand at the wrong place. */
public final class PieceSizeMismatch extends Problem {
    private static final long serialVersionUID = 1L;

    PieceSizeMismatch(long offset, long expected, String actual) {
        super(
                Fault.ENVIRONMENT,
                "image, byte " + offset,
                "a part of " + expected + " bytes gave " + actual,
                "A file changed while it was read, so the image cannot be used. Run the build again.");
    }
}
