package dev.slipway.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a whole file its name. A reader of the name sees the old file or the new one, never a part of either. */
public final class AtomicMove {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 50;

    private AtomicMove() {}

    /**
     * Moves a file to a place on the same file system, and replaces what is there.
     *
     * @throws IOException if the file cannot be moved; the place is then as it was
     */
    public static void move(Path file, Path place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                // On Windows a virus scanner that looks at the new file keeps it from being renamed for a moment.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(IOException reason) throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
