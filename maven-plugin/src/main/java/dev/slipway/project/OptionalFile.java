package dev.slipway.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file of the project that need not be there. It is absent only if its folder has no such name: a link to nothing, a loop of links or
 * a folder that this user may not enter is a file that cannot be read, and a failure.
 */
public final class OptionalFile {
    private OptionalFile() {}

    /** @throws FileNotRead if nobody can say whether the file is there */
    public static boolean isThere(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be looked at: " + e, e);
        }
    }

    /**
     * The text of the file, if it is there.
     *
     * @throws FileNotRead if it is there and cannot be read
     */
    public static Optional<String> text(Path file) {
        return isThere(file) ? Optional.of(SpecFiles.text(file)) : Optional.empty();
    }
}
