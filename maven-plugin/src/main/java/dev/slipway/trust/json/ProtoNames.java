package dev.slipway.trust.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Map;

/** Field names of ProtoJSON, all in lowerCamelCase ("ProtoJSON Format", "JSON Mapping": parsers accept both). */
final class ProtoNames {
    private ProtoNames() {}

    static JsonNode normalise(JsonNode node, String where) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(normalise(item, where)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isNull()) {
                continue;
            }
            String name = camel(entry.getKey());
            if (object.has(name)) {
                throw new Rejected(Reason.MALFORMED, where, "has the field " + name + " in two spellings");
            }
            object.set(name, normalise(entry.getValue(), where));
        }
        return object;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean upper = false;
        for (char c : name.toCharArray()) {
            if (c == '_' && !camel.isEmpty()) {
                upper = true;
            } else {
                // ASCII only, so that no other letter becomes the name of a field.
                camel.append(upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}
