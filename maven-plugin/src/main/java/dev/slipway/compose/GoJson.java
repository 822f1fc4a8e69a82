package dev.slipway.compose;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Prints JSON as Go's {@code json.MarshalIndent(value, "", "    ")} does: four spaces, no line feed at the end, and the characters
 * that matter in HTML escaped. LinuxKit's {@code config.json} and {@code runtime.json} are equal byte for byte only this way.
 */
final class GoJson {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private GoJson() {}

    /** The text of a value made of {@link JsonObject}, maps, collections, strings, numbers and booleans. */
    static String print(Object value) {
        GoJson json = new GoJson();
        json.value(value, "\n");
        return json.out.toString();
    }

    private void value(Object value, String lineBreak) {
        if (value instanceof JsonObject object) {
            object(object.members(), lineBreak);
        } else if (value instanceof Map<?, ?> map) {
            object(map, lineBreak);
        } else if (value instanceof Collection<?> list) {
            list(list, lineBreak);
        } else if (value instanceof CharSequence text) {
            text(text);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void object(Map<?, ?> members, String lineBreak) {
        if (members.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = lineBreak + INDENT;
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> all = members.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<?, ?> member = all.next();
            out.append(inner);
            text(String.valueOf(member.getKey()));
            out.append(": ");
            value(member.getValue(), inner);
            out.append(all.hasNext() ? "," : lineBreak);
        }
        out.append('}');
    }

    private void list(Collection<?> items, String lineBreak) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        String inner = lineBreak + INDENT;
        out.append('[');
        Iterator<?> all = items.iterator();
        while (all.hasNext()) {
            out.append(inner);
            value(all.next(), inner);
            out.append(all.hasNext() ? "," : lineBreak);
        }
        out.append(']');
    }

    private void text(CharSequence text) {
        out.append('"');
        text.chars().forEach(c -> character((char) c));
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            // Escaped by Go so that JSON can stand inside HTML and JavaScript.
            case '<', '>', '&', '\u2028', '\u2029' -> escaped(c);
            default -> {
                if (c < ' ') {
                    escaped(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void escaped(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
