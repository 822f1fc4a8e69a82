package dev.slipway.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Signatures made by other projects' signers, read in place: they are not ours to copy. */
public final class Fixtures {
    private static final Path ROOT = Path.of("..", "..", "shared", "fixtures", "trust");

    private Fixtures() {}

    static boolean arePresent() {
        return Files.isDirectory(ROOT);
    }

    static String absence() {
        return ROOT.toAbsolutePath().normalize() + " is absent";
    }

    /** A file or folder among the fixtures. */
    public static Path path(String... parts) {
        Path path = ROOT;
        for (String part : parts) {
            path = path.resolve(part);
        }
        if (!Files.exists(path)) {
            throw new AssertionError("the third-party signatures are not here: "
                    + path.toAbsolutePath().normalize() + "; without them this test proves nothing");
        }
        return path;
    }

    /** The bytes of a file. */
    public static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file, without white space around it. */
    public static String text(Path path) {
        return new String(bytes(path), StandardCharsets.UTF_8).strip();
    }

    /** The folders in a folder, by name. */
    public static List<Path> folders(Path parent) {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
