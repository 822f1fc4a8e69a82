package dev.slipway.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Field names of ProtoJSON, all in lowerCamelCase ("ProtoJSON Format", "JSON Mapping": parsers accept both). */
record ProtoNames(JsonProblems problems, String where) {
    JsonNode normalise(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(normalise(item)));
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
                throw problems.malformed(where, "has the field " + name + " in two spellings");
            }
            object.set(name, normalise(entry.getValue()));
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
