package dev.slipway.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft-07, which editors know best) of what a reader accepts. It is not written down anywhere: the reader is
 * run without a text, and what it asks for is the schema. Grammars of texts and what keys mean to each other are not in it.
 */
public final class Schema {
    private Schema() {}

    /** The schema, as JSON. */
    public static String of(String title, Reading<ObjectReader, ?> reader) {
        Shape shape = new Shape();
        SchemaParts parts = new SchemaParts();
        for (SchemaValue.Guise guise : SchemaValue.Guise.values()) {
            new SchemaValue(shape, parts, guise).object(reader);
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("title", title);
        schema.setAll(shape.json());
        ObjectNode definitions = parts.json();
        if (!definitions.isEmpty()) {
            schema.set("definitions", definitions);
        }
        return schema + "\n";
    }
}
