package dev.slipway.spec.metadata;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Prints JSON as Go's {@code json.MarshalIndent(v, "", "    ")} does. */
public final class GoJson {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private GoJson() {}

    /** The text, without a line feed at the end; values are fields, sorted maps, lists, texts, numbers and booleans. */
    public static String print(Fields root) {
        GoJson json = new GoJson();
        json.write(root, "\n");
        return json.out.toString();
    }

    private void write(@Nullable Object value, String line) {
        if (value instanceof Fields fields) {
            members(fields.values(), line);
        } else if (value instanceof SortedMap<?, ?> map) {
            members(map, line);
        } else if (value instanceof List<?> list) {
            items(list, line);
        } else if (value instanceof String text) {
            quote(text);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void members(Map<?, ?> members, String line) {
        if (members.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(line).append(INDENT);
            quote(entry.getKey().toString());
            out.append(": ");
            write(entry.getValue(), line + INDENT);
            out.append(entries.hasNext() ? "," : line);
        }
        out.append('}');
    }

    private void items(List<?> items, String line) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            out.append(line).append(INDENT);
            write(items.get(i), line + INDENT);
            out.append(i < items.size() - 1 ? "," : line);
        }
        out.append(']');
    }

    /** Go escapes what could hurt in HTML and JavaScript, too. */
    private void quote(String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
                default -> {
                    if (c < ' ') {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
}
