package dev.slipway.build;

import dev.slipway.spec.LinuxKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the JSON Schema of {@code linuxkit.yml}: a step of the plugin's own build, which puts it into the jar and beside it. */
public final class SchemaFile {
    private SchemaFile() {}

    /** @param file where to */
    public static void main(String... file) throws IOException {
        Path schema = Path.of(file[0]);
        Files.createDirectories(schema.toAbsolutePath().getParent());
        Files.writeString(schema, LinuxKit.schema());
    }
}
