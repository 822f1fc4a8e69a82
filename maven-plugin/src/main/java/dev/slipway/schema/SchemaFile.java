package dev.slipway.schema;

import dev.slipway.recipe.RecipeReader;
import dev.slipway.spec.LinuxKit;
import dev.slipway.trust.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JSON Schemas of the YAML files: a step of the plugin's own build, which puts them into the jar and beside it. */
public final class SchemaFile {
    private SchemaFile() {}

    /** The schemas by the names of their files. */
    static Map<String, String> all() {
        Map<String, String> schemas = new TreeMap<>();
        schemas.put("linuxkit.schema.json", LinuxKit.schema());
        schemas.put("package.schema.json", RecipeReader.schema());
        schemas.put("trust-policy.schema.json", Policy.schema());
        return schemas;
    }

    /** @param file where to put that of {@code linuxkit.yml}; the others go beside it */
    public static void main(String... file) throws IOException {
        Path linuxkit = Path.of(file[0]).toAbsolutePath();
        Files.createDirectories(linuxkit.resolveSibling("."));
        for (Map.Entry<String, String> schema : all().entrySet()) {
            Files.writeString(linuxkit.resolveSibling(schema.getKey()), schema.getValue());
        }
    }
}
