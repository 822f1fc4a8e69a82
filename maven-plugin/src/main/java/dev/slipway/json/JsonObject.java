package dev.slipway.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.content.Digest;
import dev.slipway.content.MalformedDigest;
import dev.slipway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A JSON object, blind to fields that nobody asks for. Every answer is of the type that was asked for, else the document is refused with
 * the path in the sentence.
 */
public final class JsonObject {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private final JsonProblems problems;
    private final String where;
    private final String path;
    private final JsonNode node;

    JsonObject(JsonProblems problems, String where, String path, JsonNode node) {
        this.problems = problems;
        this.where = where;
        this.path = path;
        this.node = node;
    }

    /** The document, for failures. */
    public String where() {
        return where;
    }

    /** The same, under another name in failures. */
    public JsonObject named(String other) {
        return new JsonObject(problems, other, path, node);
    }

    /** The field is there. Null counts as absent: Go's encoder writes it for empty lists and maps. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** All fields, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses fields besides these. */
    public JsonObject only(String... known) {
        Set<String> names = names();
        List.of(known).forEach(names::remove);
        if (!names.isEmpty()) {
            throw malformed("", "has unknown fields: " + String.join(", ", names));
        }
        return this;
    }

    /** A text without unpaired surrogates. */
    public String text(String field) {
        return text(field, required(field));
    }

    /** The text, or another if it is absent. */
    public String textOr(String field, String absent) {
        return has(field) ? text(field) : absent;
    }

    /** A whole number of 64 bits. */
    public long number(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(field, "is not a whole number of 64 bits");
        }
        return value.longValue();
    }

    /** A whole number of 64 bits, in quotes or without them, as ProtoJSON writes it. */
    public long int64(String field) {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            return number(field);
        }
        if (!INTEGER.matcher(value.textValue()).matches()) {
            throw malformed(field, "is not a whole number of 64 bits");
        }
        try {
            return Long.parseLong(value.textValue());
        } catch (NumberFormatException e) {
            throw malformed(field, "is not a whole number of 64 bits");
        }
    }

    /** A whole number as {@link #int64}, zero or more. */
    public long count(String field) {
        long number = int64(field);
        if (number < 0) {
            throw malformed(field, "is negative: " + number);
        }
        return number;
    }

    /** True or false. */
    public boolean flag(String field) {
        JsonNode value = required(field);
        if (!value.isBoolean()) {
            throw malformed(field, "is neither true nor false");
        }
        return value.booleanValue();
    }

    /** Base64, of the standard or the URL alphabet, with or without padding. */
    public byte[] bytes(String field) {
        return bytes(field, text(field));
    }

    /** A digest. */
    public Digest digest(String field) {
        return digest(field, text(field));
    }

    /** A list of digests; absent is empty. */
    public List<Digest> digests(String field) {
        List<Digest> list = new ArrayList<>();
        for (String text : texts(field)) {
            list.add(digest(field + "[" + list.size() + "]", text));
        }
        return list;
    }

    /** An object. */
    public JsonObject object(String field) {
        return object(field, required(field));
    }

    /** Stands for an object that is not there. */
    public JsonObject empty(String field) {
        return new JsonObject(problems, where, at(field), JsonNodeFactory.instance.objectNode());
    }

    /** A list of objects; absent is empty. */
    public List<JsonObject> objects(String field) {
        List<JsonObject> list = new ArrayList<>();
        for (JsonNode item : items(field)) {
            list.add(object(field + "[" + list.size() + "]", item));
        }
        return list;
    }

    /** A list of texts; absent is empty. */
    public List<String> texts(String field) {
        List<String> list = new ArrayList<>();
        for (JsonNode item : items(field)) {
            list.add(text(field + "[" + list.size() + "]", item));
        }
        return list;
    }

    /** A list of Base64 texts; absent is empty. */
    public List<byte[]> byteLists(String field) {
        List<byte[]> list = new ArrayList<>();
        for (String text : texts(field)) {
            list.add(bytes(field + "[" + list.size() + "]", text));
        }
        return list;
    }

    /** An object whose values are all objects, in the order written. */
    public Map<String, JsonObject> objectMap(String field) {
        Map<String, JsonObject> map = new LinkedHashMap<>();
        JsonObject object = object(field);
        for (String name : object.names()) {
            map.put(name, object.object(name));
        }
        return map;
    }

    /** An object whose values are all texts, by key; absent is empty. */
    public SortedMap<String, String> textMap(String field) {
        SortedMap<String, String> map = new TreeMap<>();
        if (has(field)) {
            JsonObject object = object(field);
            object.names().forEach(name -> map.put(name, object.text(name)));
        }
        return map;
    }

    /** OLPC canonical JSON of this object, the form that Notary signs. */
    public byte[] canonical() {
        return CanonicalJson.write(node, problems, where).getBytes(StandardCharsets.UTF_8);
    }

    /** What is wrong with a field, or with the object where the field is empty. */
    public Problem malformed(String field, String what) {
        String at = at(field);
        return problems.malformed(where, at.isEmpty() ? what : at + " " + what);
    }

    private JsonObject object(String field, JsonNode value) {
        if (!value.isObject()) {
            throw malformed(field, "is not an object");
        }
        return new JsonObject(problems, where, at(field), value);
    }

    private String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw malformed(field, "is not a text");
        }
        String text = value.textValue();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw malformed(field, "has half of a surrogate pair");
        }
        return text;
    }

    private Digest digest(String field, String text) {
        try {
            return Digest.parse(text);
        } catch (MalformedDigest e) {
            int colon = text.indexOf(':');
            String algorithm = colon < 0 ? "" : text.substring(0, colon);
            boolean known = Arrays.stream(Digest.Algorithm.values())
                    .anyMatch(each -> each.id().equals(algorithm));
            throw malformed(
                    field,
                    known || algorithm.isEmpty()
                            ? "is not a digest: '" + text + "'"
                            : "is a digest of the algorithm '" + algorithm
                                    + "', which is not supported; sha256 and sha512 are");
        }
    }

    private byte[] bytes(String field, String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw malformed(field, "is not Base64");
        }
    }

    private Iterable<JsonNode> items(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = required(field);
        if (!value.isArray()) {
            throw malformed(field, "is not a list");
        }
        return value;
    }

    private JsonNode required(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw malformed(field, "is missing");
        }
        return value;
    }

    private String at(String field) {
        return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
    }
}
