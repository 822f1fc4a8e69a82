package dev.slipway.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Parts of a grammar that may contain themselves: each is read once, and a part within itself only refers to it. */
final class SchemaParts {
    private final Map<String, Shape> shapes = new TreeMap<>();
    private final Set<String> open = new HashSet<>();

    /** The shape of a part that is to be read now; none if that is going on already. */
    Optional<Shape> open(String name) {
        return open.add(name) ? Optional.of(shapes.computeIfAbsent(name, none -> new Shape())) : Optional.empty();
    }

    void close(String name) {
        open.remove(name);
    }

    /** The member {@code definitions} of a schema. */
    ObjectNode json() {
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        shapes.forEach((name, shape) -> definitions.set(name, shape.json()));
        return definitions;
    }
}
