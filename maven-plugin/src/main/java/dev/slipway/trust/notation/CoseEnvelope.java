package dev.slipway.trust.notation;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The COSE envelope: COSE_Sign1 with its tag (RFC 9052 4.2; Notary Project "COSE Signature Envelope"). */
final class CoseEnvelope {
    static final String MEDIA_TYPE = "application/cose";

    private static final String WHERE = "COSE envelope";
    private static final long SIGN1 = 18;
    private static final long EPOCH_TIME = 1;
    private static final Long ALGORITHM = 1L;
    private static final Long CRITICAL = 2L;
    private static final Long CONTENT_TYPE = 3L;
    private static final Long X5CHAIN = 33L;
    private static final Map<Long, String> ALGORITHMS =
            Map.of(-37L, "PS256", -38L, "PS384", -39L, "PS512", -7L, "ES256", -35L, "ES384", -36L, "ES512");

    private CoseEnvelope() {}

    static SignedEnvelope parse(byte[] raw) {
        if (raw.length > SignedEnvelope.MAX_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, WHERE, "is longer than " + SignedEnvelope.MAX_BYTES + " bytes");
        }
        if (!(Cbor.parse(raw) instanceof Cbor.Tagged tagged)
                || tagged.tag() != SIGN1
                || !(tagged.value() instanceof List<?> parts)
                || parts.size() != 4) {
            throw malformed("is not a COSE_Sign1 with its tag");
        }
        byte[] protectedBytes = bytes(parts.get(0));
        Map<?, ?> signedHeader = map(Cbor.parse(protectedBytes));
        Map<?, ?> header = map(parts.get(1));
        byte[] payload = bytes(parts.get(2));

        CriticalHeaders.check(critical(signedHeader), names(signedHeader), WHERE);
        String scheme = text(signedHeader.get(SignedEnvelope.PREFIX + "signingScheme"));
        Instant authenticTime = time(signedHeader, "authenticSigningTime");
        CriticalHeaders.check(text(signedHeader.get(CONTENT_TYPE)), scheme, authenticTime != null, WHERE);
        return new SignedEnvelope(
                algorithm(signedHeader),
                new SignedEnvelope.Attributes(scheme, authenticTime, time(signedHeader, "expiry")),
                signatureStructure(protectedBytes, payload),
                bytes(parts.get(3)),
                payload,
                chain(header.get(X5CHAIN)),
                timestamp(header.get(SignedEnvelope.PREFIX + "timestampSignature")));
    }

    private static String algorithm(Map<?, ?> header) {
        String algorithm = header.get(ALGORITHM) instanceof Long number ? ALGORITHMS.get(number) : null;
        if (algorithm == null) {
            throw new Rejected(Reason.UNSUPPORTED, WHERE, "is signed in a way that is not accepted");
        }
        return algorithm;
    }

    /** What is signed (RFC 9052 4.4). */
    private static byte[] signatureStructure(byte[] protectedBytes, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x84);
        byte[] context = "Signature1".getBytes(StandardCharsets.US_ASCII);
        head(out, 0x60, context.length);
        out.writeBytes(context);
        head(out, 0x40, protectedBytes.length);
        out.writeBytes(protectedBytes);
        head(out, 0x40, 0);
        head(out, 0x40, payload.length);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** A head in its shortest form (RFC 8949 4.2.1). */
    private static void head(ByteArrayOutputStream out, int major, int length) {
        if (length < 24) {
            out.write(major | length);
        } else if (length < 1 << 8) {
            out.write(major | 24);
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(major | 25);
            out.write(length >>> 8);
            out.write(length);
        } else {
            out.write(major | 26);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
    }

    private static List<String> critical(Map<?, ?> header) {
        if (!(header.get(CRITICAL) instanceof List<?> list)) {
            throw malformed("marks no header as critical");
        }
        return list.stream().map(String::valueOf).toList();
    }

    private static List<String> names(Map<?, ?> header) {
        return header.keySet().stream().map(String::valueOf).toList();
    }

    private static List<X509Certificate> chain(@Nullable Object value) {
        List<?> encoded = value instanceof byte[] ? List.of(value) : value instanceof List<?> list ? list : List.of();
        if (encoded.isEmpty() || encoded.size() > SignedEnvelope.MAX_CHAIN) {
            throw malformed("has " + encoded.size() + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        encoded.forEach(der -> chain.add(Certificates.ofDer(bytes(der), "certificate of the COSE envelope")));
        return chain;
    }

    private static byte[] timestamp(@Nullable Object value) {
        return value == null ? new byte[0] : bytes(value);
    }

    private static @Nullable Instant time(Map<?, ?> header, String name) {
        Object value = header.get(SignedEnvelope.PREFIX + name);
        if (value == null) {
            return null;
        }
        if (value instanceof Cbor.Tagged tagged
                && tagged.tag() == EPOCH_TIME
                && tagged.value() instanceof Long seconds
                && Math.abs(seconds) <= Instant.MAX.getEpochSecond()) {
            return Instant.ofEpochSecond(seconds);
        }
        throw malformed("has a time in '" + name + "' that is none");
    }

    private static byte[] bytes(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw malformed("has another value where bytes are expected");
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed("has another value where headers are expected");
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw malformed("has another value where a text is expected");
    }

    private static Rejected malformed(String what) {
        return new Rejected(Reason.MALFORMED, WHERE, what);
    }
}
