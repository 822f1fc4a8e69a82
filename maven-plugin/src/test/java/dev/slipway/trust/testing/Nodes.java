package dev.slipway.trust.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** JSON in tests. */
public final class Nodes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Nodes() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ObjectNode parse(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode descriptor(String mediaType, byte[] bytes) {
        return object().put("mediaType", mediaType)
                .put("digest", Digest.of(bytes).toString())
                .put("size", bytes.length);
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The object at a path such as {@code verificationMaterial/tlogEntries/0}. */
    public static ObjectNode at(JsonNode node, String path) {
        return (ObjectNode) node.at("/" + path);
    }
}
