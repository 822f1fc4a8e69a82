package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.spec.LinuxKit;
import dev.slipway.trust.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the JSON Schemas and the reference page say about each key is one sentence, which stands where the key is read. */
class YamlReferenceTest {
    private static final Path PAGE = Path.of("../src/site/markdown/yaml-reference.md");
    private static final Path MADE = Path.of("target/yaml-reference.md");
    private static final int LONGEST = 160;

    private static final String HEAD =
            """
            # Which keys do the YAML files have?

            Every key of the three files that you write, in tables made of the code that reads them. A key that is not here is an error,
            with its line and a suggestion. `NAME` is a name of your own, `[]` an item of a list.

            Editors complete and check the keys and show the same sentences, by the JSON Schemas that are attached to the plugin. Fetch that of
            `linuxkit.yml` with
            `mvn dependency:copy -DoutputDirectory=. -Dartifact=dev.slipway:slipway-maven-plugin:0.1.0-SNAPSHOT:json:schema`; for `package.yml`
            the last word is `package-schema`, for `trust-policy.yml` it is `trust-policy-schema`. The first line of the YAML names the schema,
            for editors with the YAML language server (Visual Studio Code, Neovim, Eclipse and others):

            ```yaml
            # yaml-language-server: $schema=slipway-maven-plugin-0.1.0-SNAPSHOT-schema.json
            ```

            IntelliJ IDEA maps a schema to a file in *Settings, Languages and Frameworks, Schemas and DTDs*.
            """;

    private static Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        schemas.put("linuxkit.yml", EditorSchema.json(LinuxKit.schema()));
        schemas.put("package.yml", EditorSchema.json(RecipeReader.schema()));
        schemas.put("trust-policy.yml", EditorSchema.json(Policy.schema()));
        return schemas;
    }

    @Test
    void everyKeyHasASentence() {
        Map<String, String> sentences = new LinkedHashMap<>();
        schemas().forEach((file, schema) -> collect(file, schema, sentences));
        assertThat(sentences)
                .hasSizeGreaterThan(500)
                .allSatisfy((place, sentence) ->
                        assertThat(sentence).as(place).endsWith(".").hasSizeLessThan(LONGEST));
    }

    @Test
    void thePageIsMadeOfTheSchemas() throws IOException {
        String page = HEAD + YamlReference.of(schemas());
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, page);
        assertThat(PAGE)
                .as("is out of date; do:  cp maven-plugin/target/yaml-reference.md src/site/markdown/")
                .hasContent(page);
    }

    private static void collect(String place, JsonNode node, Map<String, String> sentences) {
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (member.getKey().equals("properties")) {
                value.properties().forEach(key -> {
                    String inside = place + "." + key.getKey();
                    sentences.put(
                            inside + "@" + sentences.size(),
                            key.getValue().path("description").asText());
                    collect(inside, key.getValue(), sentences);
                });
            } else {
                collect(place, value, sentences);
            }
        });
        if (node.isArray()) {
            node.forEach(item -> collect(place, item, sentences));
        }
    }
}
