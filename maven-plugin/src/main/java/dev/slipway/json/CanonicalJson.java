package dev.slipway.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON as the OLPC wiki defines it and docker/go writes it: keys in the order of their code points, no white space, whole
 * numbers only, and in texts nothing escaped but quote and backslash.
 */
final class CanonicalJson {
    private final JsonProblems problems;
    private final String where;
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson(JsonProblems problems, String where) {
        this.problems = problems;
        this.where = where;
    }

    static String write(JsonNode node, JsonProblems problems, String where) {
        CanonicalJson json = new CanonicalJson(problems, where);
        json.write(node);
        return json.out.toString();
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            char separator = '[';
            for (JsonNode item : node) {
                out.append(separator);
                write(item);
                separator = ',';
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isTextual()) {
            text(node.textValue());
        } else if (node.isIntegralNumber() || node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            throw problems.malformed(where, "has a number that is not whole");
        }
    }

    private void object(JsonNode node) {
        // Go compares the bytes of UTF-8, which is the order of code points and not that of Java's chars.
        Map<String, JsonNode> sorted = new TreeMap<>(CanonicalJson::byCodePoint);
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        char separator = '{';
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator);
            text(entry.getKey());
            out.append(':');
            write(entry.getValue());
            separator = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static int byCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                // Encoders disagree on these, so two readings could share one signature.
                throw problems.malformed(where, "has a control character or half a surrogate pair in a text");
            }
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        out.append('"');
    }
}
