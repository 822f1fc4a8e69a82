package dev.slipway.project;

import dev.slipway.compose.FileSources;
import dev.slipway.content.Content;
import dev.slipway.incremental.SeenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files of the project that the YAML takes in ({@code source:} under {@code files}); each is read once. */
public final class SourceFiles implements FileSources {
    private static final String HOME = "~/";

    private final Path folder;
    private final SeenFiles seen = new SeenFiles();
    private final Map<String, Optional<Content>> found = new ConcurrentHashMap<>();

    /** @param folder relative paths count from here */
    public SourceFiles(Path folder) {
        this.folder = folder;
    }

    /** The files that were looked for so far. */
    public SeenFiles seen() {
        return seen;
    }

    @Override
    public Optional<Content> find(String source) {
        return found.computeIfAbsent(source, this::read);
    }

    private Optional<Content> read(String source) {
        String where = "files: source";
        Path file = source.startsWith(HOME)
                ? NamedPath.of(Path.of(System.getProperty("user.home")), source.substring(HOME.length()), where)
                : NamedPath.of(folder, source, where);
        ProjectFile.look(file, seen);
        if (!ProjectFile.isThere(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(ProjectFile.read(file, LocalFile::of));
    }
}
