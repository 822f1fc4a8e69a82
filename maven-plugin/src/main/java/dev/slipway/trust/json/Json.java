package dev.slipway.trust.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A JSON object; every answer is of the type that was asked for, else the document is rejected with the path in the sentence. */
public final class Json {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private final String where;
    private final String path;
    private final JsonNode node;

    private Json(String where, String path, JsonNode node) {
        this.where = where;
        this.path = path;
        this.node = node;
    }

    /**
     * @param where the noun for rejections
     * @param limit in bytes; longer documents are not looked at
     * @throws Rejected if this is not one sound JSON object
     */
    public static Json parse(byte[] raw, String where, long limit) {
        return new Json(where, "", StrictJson.read(raw, where, limit));
    }

    /**
     * Reads the JSON form of a Protocol Buffers message, which writes {@code log_index} or {@code logIndex}, leaves out what is
     * null, and quotes 64-bit numbers (ProtoJSON). Both spellings are one field here; both at once are rejected.
     */
    public static Json parseProto(byte[] raw, String where, long limit) {
        return new Json(where, "", ProtoNames.normalise(StrictJson.read(raw, where, limit), where));
    }

    /** The document, for rejections. */
    public String where() {
        return where;
    }

    /** The field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** All fields, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** @throws Rejected if there are fields besides these */
    public Json only(String... known) {
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

    /** An object. */
    public Json object(String field) {
        return object(field, required(field));
    }

    /** A list of objects; absent is empty. */
    public List<Json> objects(String field) {
        List<Json> list = new ArrayList<>();
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
    public Map<String, Json> objectMap(String field) {
        Map<String, Json> map = new LinkedHashMap<>();
        Json object = object(field);
        for (String name : object.names()) {
            map.put(name, object.object(name));
        }
        return map;
    }

    /** An object whose values are all texts; absent is empty. */
    public Map<String, String> textMap(String field) {
        Map<String, String> map = new LinkedHashMap<>();
        if (has(field)) {
            Json object = object(field);
            object.names().forEach(name -> map.put(name, object.text(name)));
        }
        return map;
    }

    /** OLPC canonical JSON of this object, the form that Notary signs. */
    public byte[] canonical() {
        return CanonicalJson.write(node, where).getBytes(StandardCharsets.UTF_8);
    }

    /** Tells what is wrong with a field. */
    public Rejected malformed(String field, String what) {
        String at = at(field);
        return new Rejected(Reason.MALFORMED, where, at.isEmpty() ? what : at + " " + what);
    }

    private Json object(String field, JsonNode value) {
        if (!value.isObject()) {
            throw malformed(field, "is not an object");
        }
        return new Json(where, at(field), value);
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
