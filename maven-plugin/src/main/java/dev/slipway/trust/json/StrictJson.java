package dev.slipway.trust.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads JSON as RFC 8259 and I-JSON (RFC 7493) want it: UTF-8, no key twice, nothing after the end. */
final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 32;

    // Two keys of one name are two readings of one document: signed by one tool, obeyed by another.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    static JsonNode read(byte[] raw, String where, long limit) {
        if (raw.length > limit) {
            throw new Rejected(
                    Reason.TOO_LARGE, where, "is " + raw.length + " bytes long; more than " + limit + " are not read");
        }
        try {
            JsonNode node = MAPPER.readTree(text(raw, where));
            if (node == null || !node.isObject()) {
                throw new Rejected(Reason.MALFORMED, where, "is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Rejected(Reason.MALFORMED, where, "is not sound JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(byte[] raw, String where) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Rejected(Reason.MALFORMED, where, "is not UTF-8", e);
        }
    }
}
