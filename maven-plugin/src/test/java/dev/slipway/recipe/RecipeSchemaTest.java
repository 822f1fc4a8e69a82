package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.problem.Problem;
import dev.slipway.yaml.EditorSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of package.yml for editors says what the reader says, by the word of a validator that is not ours. */
class RecipeSchemaTest {
    private static final EditorSchema SCHEMA = new EditorSchema(RecipeReader.schema());
    private static final Set<String> FREE = Set.of("labels", "rename", "sysctl", "annotations");

    /** The recipes of this repository. */
    static List<Path> recipes() throws IOException {
        try (Stream<Path> packages = Files.list(Path.of("../packages"))) {
            return Stream.concat(
                            packages.map(folder -> folder.resolve("package.yml"))
                                    .filter(Files::exists),
                            Stream.of(
                                    Path.of("../archetype/src/main/resources/archetype-resources/runtime/package.yml")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aRecipeIsValidAndEveryMisspeltKeyIsNot(Path file) throws IOException {
        JsonNode document = EditorSchema.document(Files.readString(file));
        assertThat(message(document)).isEmpty();
        SCHEMA.requireEveryMisspeltKeyIsRefused(document, FREE, RecipeSchemaTest::message);
    }

    @Test
    void everyKeyOfTheSchemaIsRead() {
        SCHEMA.requireEveryKeyIsRead(RecipeSchemaTest::message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"contents\": [{\"mkdir\": \"a\", \"file\": \"b\"}]}",
                "{\"contents\": [{}]}",
                "{\"contents\": [{\"mkdir\": \"a\", \"mode\": 493}]}",
                "{\"contents\": [{\"symlink\": \"a\"}]}",
                "{\"contents\": [], \"config\": {\"linuxkit\": {\"name\": \"a\"}}}"
            })
    void whatIsWrongIsRefusedByBoth(String wrong) {
        assertThat(SCHEMA.problems(EditorSchema.json(wrong))).isNotEmpty();
        assertThat(message(EditorSchema.json(wrong))).startsWith("package.yml");
    }

    @Test
    void itIsASchemaItself() {
        assertThat(SCHEMA.faults()).isEmpty();
    }

    private static String message(JsonNode document) {
        try {
            RecipeReader.read(document.toString(), "package.yml");
            return "";
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }
}
