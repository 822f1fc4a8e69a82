package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema for editors says what the reader says, by the word of a validator that is not ours. */
class LinuxKitSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(LinuxKit.schema());
    /** Mappings whose keys are the user's. */
    private static final Set<String> FREE = Set.of("sysctl", "annotations");

    static Stream<SpecText> accepted() throws IOException {
        List<SpecText> accepted = new ArrayList<>(Examples.all().toList());
        accepted.add(text(LinuxKitCases.seed()));
        for (Path folder : LinuxKitCases.all()) {
            if (!Files.exists(folder.resolve("refused.txt"))) {
                accepted.add(text(folder.resolve("linuxkit.yml")));
            }
        }
        return accepted.stream();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsReadIsValid(SpecText text) {
        LinuxKit.parse(List.of(text));
        assertThat(complaints(document(text))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void everyKeyMisspeltIsRefusedByBoth(SpecText text) throws IOException {
        JsonNode document = document(text);
        int keys = 0;
        for (JsonNode wrong = misspelt(document, 0); wrong != null; wrong = misspelt(document, ++keys)) {
            assertThat(complaints(wrong)).as(wrong.toString()).isNotEmpty();
            assertThat(message(wrong)).contains("there is no such key");
        }
        assertThat(keys).isPositive();
    }

    /** A document with every key of the schema: the reader knows all of them, and as these types. */
    @Test
    void everyKeyOfTheSchemaIsRead() throws IOException {
        JsonNode schema = JSON.readTree(LinuxKit.schema());
        String message = message(sample(schema));
        assertThat(message).doesNotContain("there is no such key").doesNotContain("is missing");
        assertThat(message.lines().filter(line -> line.contains("expected "))).isEmpty();
    }

    @Test
    void aWrongTypeAWrongWordAndAMissingKeyAreRefused() throws IOException {
        for (String wrong : List.of(
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"readonly\": \"yes\"}]}",
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"command\": [\"sleep\", 5]}]}",
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"oomScoreAdj\": 1001}]}",
                "{\"services\": [{\"name\": \"a\"}]}",
                "{\"volumes\": [{\"name\": \"a\", \"format\": \"tar\"}]}",
                "{\"outputs\": [{\"format\": \"iso-bois\"}]}",
                "{\"files\": [{\"path\": \"a\", \"contents\": \"\", \"mode\": 420}]}",
                "{\"init\": null}")) {
            assertThat(complaints(JSON.readTree(wrong))).as(wrong).isNotEmpty();
            assertThat(message(JSON.readTree(wrong))).as(wrong).startsWith("linuxkit.yml");
        }
    }

    @Test
    void itIsASchemaItself() throws IOException {
        JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(com.networknt.schema.SchemaLocation.of("http://json-schema.org/draft-07/schema"));
        assertThat(rules.validate(JSON.readTree(LinuxKit.schema()))).isEmpty();
    }

    private static SpecText text(Path file) throws IOException {
        return new SpecText(file.toString(), Files.readString(file));
    }

    private static Set<String> complaints(JsonNode document) {
        Set<String> complaints = new TreeSet<>();
        SCHEMA.validate(document).forEach(complaint -> complaints.add(complaint.toString()));
        return complaints;
    }

    private static JsonNode document(SpecText text) {
        return merged(JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text.text())));
    }

    /** With merge keys resolved, as an editor does before it validates. */
    private static JsonNode merged(JsonNode node) {
        node.forEach(LinuxKitSchemaTest::merged);
        if (node instanceof ObjectNode object && object.remove("<<") instanceof ObjectNode source) {
            source.properties().forEach(key -> object.putIfAbsent(key.getKey(), key.getValue()));
        }
        return node;
    }

    private static String message(JsonNode document) {
        try {
            LinuxKit.parse(List.of(new SpecText("linuxkit.yml", document.toString())));
            return "";
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The document with its key number n changed; null if it has fewer. */
    private static JsonNode misspelt(JsonNode document, int n) {
        JsonNode copy = document.deepCopy();
        return misspell(copy, new int[] {n}) ? copy : null;
    }

    private static boolean misspell(JsonNode node, int[] left) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (left[0]-- == 0) {
                ObjectNode object = (ObjectNode) node;
                object.set(name + "x", object.remove(name));
                return true;
            }
            if (!FREE.contains(name) && misspell(node.get(name), left)) {
                return true;
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (misspell(item, left)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static JsonNode sample(JsonNode schema) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (schema.has("anyOf")) {
            return sample(schema.get("anyOf").get(0));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (schema.get("type").asText()) {
            case "string" -> nodes.textNode("x");
            case "boolean" -> nodes.booleanNode(true);
            case "integer" -> schema.get("maximum");
            case "array" -> {
                ArrayNode list = nodes.arrayNode();
                list.add(sample(schema.get("items")));
                yield list;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                if (schema.has("properties")) {
                    for (Map.Entry<String, JsonNode> key :
                            schema.get("properties").properties()) {
                        object.set(key.getKey(), sample(key.getValue()));
                    }
                } else {
                    object.set("x", sample(schema.get("additionalProperties")));
                }
                yield object;
            }
        };
    }
}
