package dev.slipway.trust.notation;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JWS envelope: the flattened JSON form, and no other (RFC 7515 7.2.2; Notary Project "JWS Signature Envelope"). */
final class JwsEnvelope {
    static final String MEDIA_TYPE = "application/jose+json";

    private static final String WHERE = "JWS envelope";
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");
    private static final String SCHEME = SignedEnvelope.PREFIX + "signingScheme";
    private static final String TIME = SignedEnvelope.PREFIX + "authenticSigningTime";
    private static final String EXPIRY = SignedEnvelope.PREFIX + "expiry";
    private static final String TIMESTAMP = SignedEnvelope.PREFIX + "timestampSignature";

    private JwsEnvelope() {}

    static SignedEnvelope parse(byte[] raw) {
        JsonObject jws = Rejected.JSON
                .object(raw, WHERE, SignedEnvelope.MAX_BYTES)
                .only("payload", "protected", "header", "signature");
        JsonObject signedHeader =
                Rejected.JSON.object(base64url(jws, "protected"), "JWS protected header", SignedEnvelope.MAX_BYTES);
        CriticalHeaders.check(signedHeader.texts("crit"), signedHeader.names(), WHERE);
        String scheme = signedHeader.text(SCHEME);
        CriticalHeaders.check(signedHeader.textOr("cty", ""), scheme, signedHeader.has(TIME), WHERE);
        JsonObject header = jws.object("header");
        return new SignedEnvelope(
                signedHeader.text("alg"),
                new SignedEnvelope.Attributes(scheme, time(signedHeader, TIME), time(signedHeader, EXPIRY)),
                (jws.text("protected") + "." + jws.text("payload")).getBytes(StandardCharsets.US_ASCII),
                base64url(jws, "signature"),
                base64url(jws, "payload"),
                chain(header),
                header.has(TIMESTAMP) ? header.bytes(TIMESTAMP) : new byte[0]);
    }

    private static List<X509Certificate> chain(JsonObject header) {
        List<byte[]> encoded = header.byteLists("x5c");
        if (encoded.isEmpty() || encoded.size() > SignedEnvelope.MAX_CHAIN) {
            throw header.malformed("x5c", "has " + encoded.size() + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        encoded.forEach(der -> chain.add(Certificates.ofDer(der, "certificate of the JWS envelope")));
        return chain;
    }

    private static @Nullable Instant time(JsonObject header, String field) {
        if (!header.has(field)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(header.text(field)).toInstant();
        } catch (DateTimeException e) {
            throw header.malformed(field, "is not a time as RFC 3339 writes it");
        }
    }

    private static byte[] base64url(JsonObject json, String field) {
        String text = json.text(field);
        if (!BASE64URL.matcher(text).matches()) {
            throw json.malformed(field, "is not Base64url without padding");
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw json.malformed(field, "is not Base64url without padding");
        }
    }
}
