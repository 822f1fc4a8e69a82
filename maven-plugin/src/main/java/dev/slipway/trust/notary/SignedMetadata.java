package dev.slipway.trust.notary;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A file of metadata with its signatures (TUF 4.2), parts that all kinds share.
 *
 * @param where for rejections
 * @param raw the bytes as they came
 * @param body the signed part
 * @param message its canonical form, which is what was signed
 */
record SignedMetadata(
        String where,
        byte[] raw,
        JsonObject body,
        byte[] message,
        List<Signature> signatures,
        long version,
        Instant expires) {
    static final int MAX_BYTES = 8 << 20;
    private static final int MAX_SIGNATURES = 256;

    /** One signature. */
    record Signature(String keyId, String method, byte[] bytes) {}

    /**
     * @param type the value of {@code _type} that this kind has
     * @throws Rejected if this is not metadata of the kind
     */
    static SignedMetadata parse(byte[] raw, String type, String where) {
        JsonObject json = Rejected.JSON.object(raw, where, MAX_BYTES).only("signed", "signatures");
        List<JsonObject> signatures = json.objects("signatures");
        if (signatures.size() > MAX_SIGNATURES) {
            throw new Rejected(Reason.TOO_LARGE, where, "has " + signatures.size() + " signatures");
        }
        JsonObject body = json.object("signed");
        if (!body.text("_type").equals(type)) {
            throw body.malformed("_type", "is '" + body.text("_type") + "', expected '" + type + "'");
        }
        long version = body.number("version");
        if (version < 0) {
            throw body.malformed("version", "is negative");
        }
        return new SignedMetadata(
                where,
                raw,
                body,
                body.canonical(),
                signatures.stream()
                        .map(one -> new Signature(one.text("keyid"), one.text("method"), one.bytes("sig")))
                        .toList(),
                version,
                expires(body));
    }

    private static Instant expires(JsonObject body) {
        try {
            return OffsetDateTime.parse(body.text("expires")).toInstant();
        } catch (DateTimeException e) {
            throw body.malformed("expires", "is not a time as RFC 3339 writes it");
        }
    }

    /** @throws Rejected if its time is over (freeze attack, TUF 5.3.10) */
    void requireUnexpired(Clock clock) {
        if (!clock.instant().isBefore(expires)) {
            throw new Rejected(Reason.EXPIRED, where, "expired at " + expires);
        }
    }
}
