package dev.slipway.trust.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;

/** JSON of strangers, and the word of trust for what is none. */
final class StrictJson {
    private StrictJson() {}

    static JsonNode read(byte[] raw, String where, long limit) {
        if (raw.length > limit) {
            throw new Rejected(
                    Reason.TOO_LARGE, where, "is " + raw.length + " bytes long; more than " + limit + " are not read");
        }
        try {
            JsonNode node = dev.slipway.content.StrictJson.read(raw);
            if (!node.isObject()) {
                throw new Rejected(Reason.MALFORMED, where, "is not a JSON object");
            }
            return node;
        } catch (dev.slipway.content.StrictJson.Unsound e) {
            throw new Rejected(Reason.MALFORMED, where, e.what(), e);
        }
    }
}
