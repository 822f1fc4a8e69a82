package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The project of "First image in five minutes", made and built once, as it is written there. Each test class gets a copy of its own,
 * because two classes run at a time and change it.
 *
 * @param reader stands in the project's folder
 * @param log what the build printed
 */
record NewProject(Path folder, PageReader reader, String log) {
    static final Page PAGE = Page.of("src/site/markdown/first-image.md");

    private static final Path ORIGINAL = Checks.work().resolve("archetype");
    private static final Map<String, NewProject> COPIES = new HashMap<>();

    /** @param test the class that gets the copy */
    static synchronized NewProject of(Class<?> test) {
        return COPIES.computeIfAbsent(test.getSimpleName(), NewProject::copy);
    }

    private static NewProject copy(String test) {
        String log = builtOnce();
        Path work = WorkFolders.empty("archetype-of-" + test);
        Command.of("cp", "-a", ORIGINAL.resolve("hello").toString(), work.toString())
                .succeed();
        Path folder = work.resolve("hello");
        return new NewProject(folder, new PageReader(work.resolve("home"), folder), log);
    }

    /** The other JVM of this test run may be at it, or have done it already. */
    private static String builtOnce() {
        Path mark = Checks.work().resolve("archetype.txt");
        Checks.work().toFile().mkdirs();
        try (FileChannel channel = FileChannel.open(
                        Checks.work().resolve("archetype.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            String run = Checks.property("it.started") + "\n";
            if (Files.notExists(mark) || !Checks.text(mark).startsWith(run)) {
                WorkFolders.emptied(ORIGINAL);
                String log = new PageReader(ORIGINAL.resolve("home"), ORIGINAL).follow(PAGE, "ArchetypeIT");
                Files.writeString(mark, run + log);
            }
            return Checks.text(mark).substring(run.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command of the page that makes a project. */
    static String generate() {
        return PAGE.blocks().stream()
                .map(block -> block.text().strip())
                .filter(text -> text.contains("archetype-plugin"))
                .findFirst()
                .orElseThrow();
    }
}
