package dev.slipway.project;

import dev.slipway.content.IOFunction;
import dev.slipway.incremental.SeenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Files that the project names, and the one way to read them. One is absent only if its folder has no such name: a link to nothing, a
 * loop of links or a folder that this user may not enter is a file that cannot be read, and a failure.
 */
public final class ProjectFile {
    private ProjectFile() {}

    /** @throws FileNotRead if nobody can say whether the file is there */
    public static boolean isThere(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be accessed: " + e, e);
        }
    }

    /**
     * Takes down what a file is before it is read.
     *
     * @throws FileNotRead if that cannot be seen
     */
    public static void look(Path file, SeenFiles seen) {
        try {
            seen.look(file);
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be accessed: " + e, e);
        }
    }

    /**
     * The text of the file, if it is there.
     *
     * @throws FileNotRead if it is there and cannot be read
     */
    public static Optional<String> textIfThere(Path file) {
        return isThere(file) ? Optional.of(text(file)) : Optional.empty();
    }

    /**
     * The text of the file.
     *
     * @throws FileNotRead if it cannot be read, or is not text in UTF-8
     */
    public static String text(Path file) {
        return read(file, Files::readString);
    }

    /**
     * The bytes of the file.
     *
     * @throws FileNotRead if it cannot be read
     */
    public static byte[] bytes(Path file) {
        return read(file, Files::readAllBytes);
    }

    /**
     * The first bytes of the file. Whoever asks for one more than a file may have knows whether it has more, and a device that never ends
     * is not read to its end.
     *
     * @throws FileNotRead if it cannot be read
     */
    public static byte[] start(Path file, int count) {
        return read(file, path -> {
            try (InputStream in = Files.newInputStream(path)) {
                return in.readNBytes(count);
            }
        });
    }

    /** Reads the file in some way, and says in the project's words why it cannot be read. */
    static <T> T read(Path file, IOFunction<Path, T> reading) {
        try {
            return reading.apply(file);
        } catch (NoSuchFileException e) {
            throw new FileNotRead(
                    file, Files.isSymbolicLink(file) ? "it is a link without a target" : "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new FileNotRead(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
