package dev.slipway.trust.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON as the OLPC wiki defines it and docker/go writes it: keys in the order of their code points, no white space, whole
 * numbers only, and in texts nothing escaped but quote and backslash.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static String write(JsonNode node, String where) {
        StringBuilder out = new StringBuilder();
        write(node, where, out);
        return out.toString();
    }

    private static void write(JsonNode node, String where, StringBuilder out) {
        if (node.isObject()) {
            object(node, where, out);
        } else if (node.isArray()) {
            char separator = '[';
            for (JsonNode item : node) {
                out.append(separator);
                write(item, where, out);
                separator = ',';
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isTextual()) {
            text(node.textValue(), where, out);
        } else if (node.isIntegralNumber() || node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            throw new Rejected(Reason.MALFORMED, where, "has a number that is not whole");
        }
    }

    private static void object(JsonNode node, String where, StringBuilder out) {
        // Go compares the bytes of UTF-8, which is the order of code points and not that of Java's chars.
        Map<String, JsonNode> sorted = new TreeMap<>(CanonicalJson::byCodePoint);
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        char separator = '{';
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator);
            text(entry.getKey(), where, out);
            out.append(':');
            write(entry.getValue(), where, out);
            separator = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static int byCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private static void text(String text, String where, StringBuilder out) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                // Encoders disagree on these, so two readings could share one signature.
                throw new Rejected(
                        Reason.MALFORMED, where, "has a control character or half a surrogate pair in a text");
            }
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        out.append('"');
    }
}
