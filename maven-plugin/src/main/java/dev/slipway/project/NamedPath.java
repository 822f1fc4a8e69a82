package dev.slipway.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths out of the texts of a project. Not every text is a path on every machine. */
public final class NamedPath {
    private NamedPath() {}

    /**
     * The path that a text names.
     *
     * @param base relative paths count from here
     * @param where names the place of the text, for messages
     * @throws FileNotRead if no file of this machine can have that name
     */
    public static Path of(Path base, String text, String where) {
        try {
            return base.resolve(text);
        } catch (InvalidPathException e) {
            throw new FileNotRead(where, text, e);
        }
    }
}
