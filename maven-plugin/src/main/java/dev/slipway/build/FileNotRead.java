package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that the project names cannot be read. */
public final class FileNotRead extends Problem {
    private static final long serialVersionUID = 1L;

    FileNotRead(Path file, String what, @Nullable Throwable cause) {
        super(
                Fault.USER,
                file.toString(),
                what,
                "Put a readable file there, or name another one (-Dslipway.config=<file> for the YAML).",
                cause);
    }
}
