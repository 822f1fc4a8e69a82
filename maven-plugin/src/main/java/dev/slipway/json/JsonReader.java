package dev.slipway.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Reads documents of one kind.
 *
 * @param problems what wrong documents are refused with
 */
public record JsonReader(JsonProblems problems) {
    /**
     * Reads an object.
     *
     * @param where names the document in failures
     * @param limit in bytes; longer documents are not looked at
     */
    public JsonObject object(byte[] raw, String where, long limit) {
        return new JsonObject(problems, where, "", objectNode(raw, where, limit));
    }

    /**
     * Reads the JSON form of a Protocol Buffers message, which writes {@code log_index} or {@code logIndex}, leaves out what is
     * null, and quotes 64-bit numbers (ProtoJSON). Both spellings are one field here; both at once are refused.
     */
    public JsonObject proto(byte[] raw, String where, long limit) {
        JsonNode node = objectNode(raw, where, limit);
        return new JsonObject(problems, where, "", new ProtoNames(problems, where).normalise(node));
    }

    /** Reads a list of objects. */
    public List<JsonObject> objects(byte[] raw, String where, long limit) {
        JsonNode node = node(raw, where, limit);
        if (!node.isArray()) {
            throw problems.malformed(where, "is not a JSON list");
        }
        JsonNode wrapped = JsonNodeFactory.instance.objectNode().set("list", node);
        return new JsonObject(problems, where, "", wrapped).objects("list");
    }

    private JsonNode objectNode(byte[] raw, String where, long limit) {
        JsonNode node = node(raw, where, limit);
        if (!node.isObject()) {
            throw problems.malformed(where, "is not a JSON object");
        }
        return node;
    }

    private JsonNode node(byte[] raw, String where, long limit) {
        if (raw.length > limit) {
            throw problems.tooLarge(where, "is " + raw.length + " bytes long; more than " + limit + " are not read");
        }
        try {
            return StrictJson.read(raw);
        } catch (StrictJson.Unsound e) {
            throw problems.malformed(where, e.what());
        }
    }
}
