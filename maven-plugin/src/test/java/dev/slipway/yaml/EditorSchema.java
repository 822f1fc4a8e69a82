package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A JSON Schema of ours as an editor has it: with a validator that is not ours, and documents that it describes. */
public final class EditorSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory DRAFT7 = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    /** Alternatives of one mapping or value; a sample is made of the first ones, the second ones, and so on. */
    private static final int MOST_ALTERNATIVES = 12;

    private final JsonNode schema;
    private final JsonSchema validator;

    public EditorSchema(String text) {
        this.schema = json(text);
        this.validator = DRAFT7.getSchema(text);
    }

    public JsonNode json() {
        return schema;
    }

    /** What is wrong with a document. */
    public Set<String> problems(JsonNode document) {
        return new TreeSet<>(
                validator.validate(document).stream().map(Object::toString).toList());
    }

    /** What is wrong with the schema itself. */
    public Set<String> faults() {
        return new TreeSet<>(
                DRAFT7.getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema")).validate(schema).stream()
                        .map(Object::toString)
                        .toList());
    }

    /**
     * Every key of the schema is one that the reader knows.
     *
     * @param message what the reader says of a document; empty if it takes it
     */
    public void requireEveryKeyIsRead(Function<JsonNode, String> message) {
        for (JsonNode sample : samples()) {
            assertThat(message.apply(sample))
                    .as(sample.toString())
                    .doesNotContain("there is no such key")
                    .doesNotContain("is missing")
                    .doesNotContain("expected ");
        }
    }

    /**
     * The schema takes a document, and neither it nor the reader takes one with a key misspelt.
     *
     * @param free keys whose values are mappings of the user's own keys
     * @param message what the reader says of a document; empty if it takes it
     */
    public void requireEveryMisspeltKeyIsRefused(
            JsonNode document, Set<String> free, Function<JsonNode, String> message) {
        assertThat(problems(document)).isEmpty();
        for (JsonNode wrong : misspelt(document, free)) {
            assertThat(problems(wrong)).as(wrong.toString()).isNotEmpty();
            assertThat(message.apply(wrong)).as(wrong.toString()).isNotEmpty();
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML text, with merge keys resolved, as an editor does before it validates. */
    public static JsonNode document(String yaml) {
        return merged(JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    private static JsonNode merged(JsonNode node) {
        node.forEach(EditorSchema::merged);
        if (node instanceof ObjectNode object && object.remove("<<") instanceof ObjectNode source) {
            source.properties().forEach(key -> object.putIfAbsent(key.getKey(), key.getValue()));
        }
        return node;
    }

    /**
     * The document as often as it has keys, each time with another key misspelt.
     *
     * @param free keys whose values are mappings of the user's own keys
     */
    public static List<JsonNode> misspelt(JsonNode document, Set<String> free) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode copy = document.deepCopy();
        while (misspell(copy, free, new int[] {all.size()})) {
            all.add(copy);
            copy = document.deepCopy();
        }
        return all;
    }

    private static boolean misspell(JsonNode node, Set<String> free, int[] left) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (left[0]-- == 0) {
                ObjectNode object = (ObjectNode) node;
                object.set(name + "x", object.remove(name));
                return true;
            }
            if (!free.contains(name) && misspell(node.get(name), free, left)) {
                return true;
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (misspell(item, free, left)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Documents with every key: the first of the first alternatives, the next of the second ones, and so on. */
    public List<JsonNode> samples() {
        List<JsonNode> samples = new ArrayList<>();
        for (int choice = 0; choice < MOST_ALTERNATIVES; choice++) {
            samples.add(sample(schema, choice, 0));
        }
        return samples;
    }

    private JsonNode sample(JsonNode type, int choice, int depth) {
        if (type.has("allOf")) {
            return sample(type.get("allOf").get(0), choice, depth);
        }
        if (type.has("$ref")) {
            String name = type.get("$ref").asText().replace("#/definitions/", "");
            return sample(schema.get("definitions").get(name), choice, depth + 1);
        }
        if (type.has("anyOf")) {
            return sample(alternative(type.get("anyOf"), choice, depth), choice, depth);
        }
        if (type.has("enum")) {
            return type.get("enum").get(choice % type.get("enum").size());
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type.get("type").asText()) {
            case "string" -> nodes.textNode("x");
            case "boolean" -> nodes.booleanNode(true);
            case "integer" -> type.get("maximum");
            case "array" -> nodes.arrayNode().add(sample(type.get("items"), choice, depth));
            default -> mapping(type, choice, depth);
        };
    }

    private ObjectNode mapping(JsonNode type, int choice, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (type.has("properties")) {
            for (Map.Entry<String, JsonNode> key : type.get("properties").properties()) {
                object.set(key.getKey(), sample(key.getValue(), choice, depth));
            }
        } else {
            object.set("x", sample(type.get("additionalProperties"), choice, depth));
        }
        return object;
    }

    /** Within a part that contains itself, an alternative that does not. */
    private static JsonNode alternative(JsonNode alternatives, int choice, int depth) {
        JsonNode chosen = alternatives.get(choice % alternatives.size());
        if (depth < 2 || !chosen.toString().contains("$ref")) {
            return chosen;
        }
        for (JsonNode other : alternatives) {
            if (!other.toString().contains("$ref")) {
                return other;
            }
        }
        return chosen;
    }
}
