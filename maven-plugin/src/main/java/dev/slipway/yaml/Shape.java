package dev.slipway.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a value was asked to be; more than one thing if its reader looks first which it is. */
final class Shape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** By its name in JSON Schema, so that a type asked for twice is there once. */
    private final Map<String, ObjectNode> scalars = new TreeMap<>();

    private @Nullable Shape items;
    private @Nullable Shape values;
    private @Nullable Keys keys;
    private @Nullable String part;
    private String sentence = "";

    /** The keys of a mapping. */
    static final class Keys {
        private final Map<String, Shape> shapes = new LinkedHashMap<>();
        private final Set<String> required = new TreeSet<>();
        private final Map<String, Keys> kinds = new LinkedHashMap<>();

        Shape of(String key) {
            return shapes.computeIfAbsent(key, none -> new Shape());
        }

        void require(String key) {
            required.add(key);
        }

        /** The keys of one kind of mapping, if the one key that says the kind decides about all others. */
        Keys kind(String key) {
            return kinds.computeIfAbsent(key, none -> new Keys());
        }

        private List<ObjectNode> alternatives() {
            return kinds.isEmpty()
                    ? List.of(json())
                    : kinds.values().stream().map(Keys::json).toList();
        }

        private ObjectNode json() {
            ObjectNode schema = typed("object");
            ObjectNode properties = schema.putObject("properties");
            shapes.forEach((key, shape) -> properties.set(key, shape.json()));
            if (!required.isEmpty()) {
                required.forEach(schema.putArray("required")::add);
            }
            return schema.put("additionalProperties", false);
        }
    }

    void text() {
        scalars.put("string", typed("string"));
    }

    void bool() {
        scalars.put("boolean", typed("boolean"));
    }

    void integer(BigInteger min, BigInteger max) {
        ObjectNode schema = typed("integer");
        schema.put("minimum", min).put("maximum", max);
        scalars.put("integer", schema);
    }

    /** A text of certain words, unless it may be any. */
    void words(Collection<String> words) {
        ObjectNode schema = NODES.objectNode();
        new TreeSet<>(words).forEach(schema.putArray("enum")::add);
        scalars.putIfAbsent("string", schema);
    }

    Shape items() {
        items = items == null ? new Shape() : items;
        return items;
    }

    Shape values() {
        values = values == null ? new Shape() : values;
        return values;
    }

    Keys keys() {
        keys = keys == null ? new Keys() : keys;
        return keys;
    }

    /** What a value of this key means. */
    void describe(String words) {
        sentence = words;
    }

    /** That it is a part of the grammar which has a name. */
    void refer(String name) {
        part = name;
    }

    /** A JSON Schema; one that accepts everything if nothing was asked for. */
    ObjectNode json() {
        ObjectNode schema = NODES.objectNode();
        if (!sentence.isEmpty()) {
            schema.put("description", sentence);
        }
        ObjectNode typed = typed();
        if (typed.has("$ref") && !schema.isEmpty()) {
            // Draft-07 ignores what stands beside a reference.
            schema.putArray("allOf").add(typed);
            return schema;
        }
        return schema.setAll(typed);
    }

    private ObjectNode typed() {
        List<ObjectNode> alternatives = new ArrayList<>(scalars.values());
        if (part != null) {
            alternatives.add(NODES.objectNode().put("$ref", "#/definitions/" + part));
        }
        if (items != null) {
            ObjectNode schema = typed("array");
            schema.set("items", items.json());
            alternatives.add(schema);
        }
        if (values != null) {
            ObjectNode schema = typed("object");
            schema.set("additionalProperties", values.json());
            alternatives.add(schema);
        }
        if (keys != null) {
            alternatives.addAll(keys.alternatives());
        }
        if (alternatives.size() <= 1) {
            return alternatives.isEmpty() ? NODES.objectNode() : alternatives.get(0);
        }
        ObjectNode schema = NODES.objectNode();
        alternatives.forEach(schema.putArray("anyOf")::add);
        return schema;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
