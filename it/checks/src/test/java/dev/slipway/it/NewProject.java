package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project of "First image in five minutes", made and built once, as it is written there.
 *
 * @param reader stands in the project's folder
 * @param log what the build printed
 */
record NewProject(Path folder, PageReader reader, String log) {
    static final Page PAGE = Page.of("src/site/markdown/first-image.md");

    private static NewProject built;

    static synchronized NewProject built() {
        if (built == null) {
            Path work = emptyFolder("archetype");
            PageReader reader = new PageReader(work.resolve("home"), work);
            String log = reader.follow(PAGE, "ArchetypeIT");
            built = new NewProject(work.resolve("hello"), reader, log);
        }
        return built;
    }

    /** An empty folder below the tests' own. */
    static Path emptyFolder(String name) {
        Path folder = Checks.work().resolve(name);
        Command.of("rm", "-rf", folder.toString()).succeed();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
