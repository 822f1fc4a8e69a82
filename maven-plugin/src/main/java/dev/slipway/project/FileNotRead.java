package dev.slipway.project;

import dev.slipway.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that the project names cannot be read. */
public final class FileNotRead extends Problem {
    private static final long serialVersionUID = 1L;

    /**
     * A name from which this machine cannot make a path: its locale has no such letters.
     *
     * @param where the file and line that has the name, or what names it
     */
    public FileNotRead(String where, String name, InvalidPathException cause) {
        super(
                Fault.USER,
                where,
                "'" + name + "' cannot be the name of a file on this machine (" + cause.getReason() + ")",
                "Give the file another name, or run Maven where names are UTF-8, such as with LC_ALL=C.UTF-8.",
                cause);
    }

    public FileNotRead(Path file, String what, @Nullable Throwable cause) {
        super(
                Fault.USER,
                file.toString(),
                what,
                "Put a readable file there, or name another one (-Dslipway.config=<file> for the YAML, -Dslipway.recipe=<file> for a"
                        + " recipe).",
                cause);
    }
}
