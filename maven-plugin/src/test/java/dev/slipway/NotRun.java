package dev.slipway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tests that this machine cannot run are skipped aloud; with {@code CI=true} none may be. */
public final class NotRun {
    /** {@code it/test.sh} prints what the modules' files of this name say. */
    private static final Path FILE = Path.of("target", "not-run.txt");

    private NotRun() {}

    /**
     * Notes a test that is about to be skipped.
     *
     * @param what it is, and what is absent
     */
    public static void note(String what) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("With CI=true nothing may be absent. Not run: " + what);
        }
        System.out.println("Not run: " + what);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
