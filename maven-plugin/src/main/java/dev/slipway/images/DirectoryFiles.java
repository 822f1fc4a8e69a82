package dev.slipway.images;

import dev.slipway.oci.layout.LayoutFiles;
import dev.slipway.project.NamedPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of an image layout in a directory. */
record DirectoryFiles(Path directory) implements LayoutFiles {
    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public Optional<LayoutFile> find(String path) {
        Path file = NamedPath.of(directory, path, directory.toString());
        return Files.isRegularFile(file) ? Optional.of(new OnDisk(file)) : Optional.empty();
    }

    private record OnDisk(Path file) implements LayoutFile {
        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
