package dev.slipway.trust.attestation;

import dev.slipway.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A DSSE envelope with its one signature (DSSE 1.0 "envelope"). Sigstore allows no more than one (bundle format, {@code
 * dsse_envelope}).
 *
 * @param payload the signed bytes
 * @param signature over {@link #preAuthenticationEncoding}
 */
public record DsseEnvelope(String payloadType, byte[] payload, byte[] signature) {
    /** The payload type of in-toto statements. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /** Reads the JSON form. */
    public static DsseEnvelope of(JsonObject envelope) {
        List<JsonObject> signatures = envelope.objects("signatures");
        if (signatures.size() != 1) {
            throw envelope.malformed("signatures", "has " + signatures.size() + " signatures where one is expected");
        }
        return new DsseEnvelope(
                envelope.text("payloadType"),
                envelope.bytes("payload"),
                signatures.get(0).bytes("sig"));
    }

    /** What is signed (DSSE protocol, "PAE"): lengths keep type and payload apart. */
    public byte[] preAuthenticationEncoding() {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
