package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.content.Digest;
import dev.slipway.content.MalformedDigest;
import dev.slipway.content.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON object of an image, read strictly where we need it and blind to fields we do not know; failures name the path. */
final class DocumentNode {
    private final String where;
    private final String path;
    private final JsonNode node;

    private DocumentNode(String where, String path, JsonNode node) {
        this.where = where;
        this.path = path;
        this.node = node;
    }

    /** @param kind the noun for failures; the document's digest is its name */
    static DocumentNode parse(byte[] raw, String kind) {
        String where = kind + " " + Digest.of(raw);
        JsonNode node = readTree(raw, where);
        if (!node.isObject()) {
            throw new MalformedDocument(where, "is not a JSON object");
        }
        return new DocumentNode(where, "", node);
    }

    /** A document that is a list of objects. */
    static List<DocumentNode> parseList(byte[] raw, String where) {
        JsonNode node = readTree(raw, where);
        if (!node.isArray()) {
            throw new MalformedDocument(where, "is not a JSON list");
        }
        return new DocumentNode(where, "", JsonNodeFactory.instance.objectNode().set("list", node)).objects("list");
    }

    private static JsonNode readTree(byte[] raw, String where) {
        if (raw.length > ImageDocument.MAX_BYTES) {
            throw new MalformedDocument(
                    where, "is " + raw.length + " bytes long; more than " + ImageDocument.MAX_BYTES + " are not read");
        }
        try {
            return StrictJson.read(raw);
        } catch (StrictJson.Unsound e) {
            throw new MalformedDocument(where, e.what());
        }
    }

    /** Reads a document of unknown size, but never more than one may have. */
    static byte[] readBounded(InputStream in, String where) throws IOException {
        byte[] raw = in.readNBytes(ImageDocument.MAX_BYTES + 1);
        if (raw.length > ImageDocument.MAX_BYTES) {
            throw new MalformedDocument(where, "is longer than " + ImageDocument.MAX_BYTES + " bytes");
        }
        return raw;
    }

    String where() {
        return where;
    }

    MalformedDocument malformed(String field, String what) {
        String at = at(field);
        return new MalformedDocument(where, at.isEmpty() ? what : at + " " + what);
    }

    /** Null counts as absent: Go's encoder writes it for empty lists and maps. */
    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            throw malformed(field, "is not a text");
        }
        return value.textValue();
    }

    String textOr(String field, String absent) {
        return has(field) ? text(field) : absent;
    }

    long number(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(field, "is not a whole number");
        }
        return value.longValue();
    }

    DocumentNode object(String field) {
        JsonNode value = required(field);
        if (!value.isObject()) {
            throw malformed(field, "is not an object");
        }
        return new DocumentNode(where, at(field), value);
    }

    List<DocumentNode> objects(String field) {
        List<DocumentNode> list = new ArrayList<>();
        for (JsonNode item : items(field)) {
            String at = at(field) + "[" + list.size() + "]";
            if (!item.isObject()) {
                throw new MalformedDocument(where, at + " is not an object");
            }
            list.add(new DocumentNode(where, at, item));
        }
        return list;
    }

    List<String> texts(String field) {
        List<String> list = new ArrayList<>();
        for (JsonNode item : items(field)) {
            if (!item.isTextual()) {
                throw malformed(field + "[" + list.size() + "]", "is not a text");
            }
            list.add(item.textValue());
        }
        return list;
    }

    SortedMap<String, String> textMap(String field) {
        SortedMap<String, String> map = new TreeMap<>();
        if (has(field)) {
            for (Map.Entry<String, JsonNode> entry : object(field).node.properties()) {
                if (!entry.getValue().isTextual()) {
                    throw malformed(field + "." + entry.getKey(), "is not a text");
                }
                map.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return map;
    }

    Digest digest(String field) {
        return digest(field, text(field));
    }

    List<Digest> digests(String field) {
        List<Digest> list = new ArrayList<>();
        for (String text : texts(field)) {
            list.add(digest(field + "[" + list.size() + "]", text));
        }
        return list;
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
                                    + "', which is not computed here; sha256 and sha512 are");
        }
    }

    Descriptor descriptor() {
        long size = number("size");
        if (size < 0) {
            throw malformed("size", "is negative: " + size);
        }
        return new Descriptor(text("mediaType"), digest("digest"), size, null, textMap("annotations"))
                .withPlatform(has("platform") ? object("platform").platformOrNull() : null);
    }

    /** Null if it is none: one odd entry of an index must not make the others unusable. */
    private @Nullable Platform platformOrNull() {
        try {
            return new Platform(textOr("os", ""), textOr("architecture", ""), textOr("variant", ""));
        } catch (MalformedPlatform e) {
            return null;
        }
    }

    /** The fields {@code os}, {@code architecture} and {@code variant} of this object. */
    Platform platform() {
        try {
            return new Platform(text("os"), text("architecture"), textOr("variant", ""));
        } catch (MalformedPlatform e) {
            throw malformed(
                    "", "is not a platform: os '" + text("os") + "', architecture '" + text("architecture") + "'");
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
