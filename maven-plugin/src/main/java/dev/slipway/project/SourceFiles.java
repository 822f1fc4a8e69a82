package dev.slipway.project;

import dev.slipway.compose.FileSources;
import dev.slipway.content.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of the project that the YAML takes in ({@code source:} under {@code files}).
 *
 * @param folder relative paths count from here
 */
public record SourceFiles(Path folder) implements FileSources {
    private static final String HOME = "~/";

    @Override
    public Optional<Content> find(String source) {
        String where = "files: source";
        Path file = source.startsWith(HOME)
                ? NamedPath.of(Path.of(System.getProperty("user.home")), source.substring(HOME.length()), where)
                : NamedPath.of(folder, source, where);
        if (!ProjectFile.isThere(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(ProjectFile.read(file, LocalFile::of));
    }
}
