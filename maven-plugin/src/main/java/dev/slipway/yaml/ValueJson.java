package dev.slipway.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** The JSON of a value: same order of keys, no blanks. */
final class ValueJson {
    @SuppressWarnings("deprecation") // The other way is a setting of a mapper, and there is none here.
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private ValueJson() {}

    /** @param texts scalars that are written as texts, whatever their type */
    static String of(Value value, Set<Value> texts) {
        return JsonWriter.compact(node(value, texts));
    }

    private static JsonNode node(Value value, Set<Value> texts) {
        if (value instanceof Value.Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, node(entry.value(), texts)));
            return object;
        }
        if (value instanceof Value.Items items) {
            ArrayNode array = NODES.arrayNode();
            items.values().forEach(item -> array.add(node(item, texts)));
            return array;
        }
        if (value instanceof Value.Scalar scalar) {
            return texts.contains(scalar) ? NODES.textNode(scalar.text()) : node(scalar);
        }
        return NODES.nullNode();
    }

    private static JsonNode node(Value.Scalar scalar) {
        String text = scalar.text();
        return switch (scalar.type()) {
            case TEXT -> NODES.textNode(text);
            case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(text.toLowerCase(Locale.ROOT)));
            case INTEGER -> NODES.numberNode(ScalarType.integer(text).orElseThrow());
            case FLOAT -> decimal(text);
            case NULL -> NODES.nullNode();
        };
    }

    // JSON has no infinity; whoever wrote one meets it again as a text that no number reader takes.
    private static JsonNode decimal(String text) {
        try {
            return NODES.numberNode(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return NODES.textNode(text);
        }
    }
}
