package dev.slipway.spec.metadata;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints YAML as Go's yaml.v2 does: block style, lists not indented under their key. */
final class GoYaml {
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();

    private GoYaml() {}

    static String print(Fields root) {
        GoYaml yaml = new GoYaml();
        yaml.mapping(root.values(), 0, 0);
        return yaml.out.toString();
    }

    /** @param written how far the first line is indented already */
    private void mapping(Map<?, ?> mapping, int indent, int written) {
        int indented = written;
        for (Map.Entry<?, ?> entry : mapping.entrySet()) {
            out.append(" ".repeat(indent - indented));
            indented = 0;
            int start = out.length();
            out.append(GoYamlScalar.print(entry.getKey().toString(), indent, Integer.MAX_VALUE));
            out.append(':');
            value(entry.getValue(), indent, indent + out.codePointCount(start, out.length()) + 1);
        }
    }

    private void value(Object value, int indent, int column) {
        Object node = mappingOf(value);
        if (node instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            out.append('\n');
            mapping(mapping, indent + INDENT, 0);
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list.forEach(item -> item(item, indent));
        } else {
            out.append(' ');
            scalar(node, indent, column);
        }
    }

    private void item(Object item, int indent) {
        out.append(" ".repeat(indent)).append("- ");
        Object node = mappingOf(item);
        if (node instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            mapping(mapping, indent + INDENT, indent + INDENT);
        } else {
            scalar(node, indent, indent + INDENT);
        }
    }

    private static Object mappingOf(Object value) {
        if (value instanceof Fields fields) {
            return fields.values();
        }
        if (value instanceof SortedMap<?, ?> map) {
            SortedMap<String, Object> sorted = new TreeMap<>(GoYamlKeyOrder.INSTANCE);
            map.forEach((key, each) -> sorted.put(key.toString(), each));
            return sorted;
        }
        return value;
    }

    private void scalar(Object value, int indent, int column) {
        if (value instanceof String text) {
            out.append(GoYamlScalar.print(text, indent + INDENT, column));
        } else if (value instanceof List<?>) {
            out.append("[]");
        } else {
            out.append(value instanceof Map<?, ?> ? "{}" : value);
        }
        out.append('\n');
    }
}
