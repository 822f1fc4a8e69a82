package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** An output could not be written; nothing of it is left behind. */
public final class OutputNotWritten extends Problem {
    private static final long serialVersionUID = 1L;

    OutputNotWritten(Path target, String reason, Throwable cause) {
        super(
                Fault.WORLD,
                target.toString(),
                "this output could not be written (" + reason + ")",
                "Make room or make the folder writable, then run the build again. What stood there before is untouched.",
                cause);
    }
}
