package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.crypto.Pem;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an entry of the log is the one of this signature: same bytes signed, same signature, same signer. Without this,
 * any entry of the log would do for any signature (CVE-2026-22703). Values are compared, not their spellings: signers write PEM
 * with and without a last newline.
 *
 * @param message the bytes that were signed
 * @param certificate the signer's; null if the key is plain
 */
record EntryBody(SignedContent content, byte[] message, PublicKey key, @Nullable X509Certificate certificate) {
    private static final String WHERE = "body of the log's entry";
    private static final String SIGNER = "signer";
    private static final int MAX_BYTES = 32 << 20;

    /** @throws Rejected if the entry is of another signature, or of an unknown kind */
    void verify(LogEntry entry) {
        JsonObject body = Rejected.JSON.object(entry.body(), WHERE, MAX_BYTES);
        if (!body.text("kind").equals(entry.kind()) || !body.text("apiVersion").equals(entry.version())) {
            throw another("kind");
        }
        JsonObject spec = body.object("spec");
        String kind = entry.kind() + " " + entry.version();
        if (content instanceof SignedContent.Envelope envelope) {
            byte[] payload = envelope.envelope().payload();
            switch (kind) {
                case "dsse 0.0.1" -> dsse1(spec, payload);
                case "dsse 0.0.2" -> dsse2(spec.object("dsseV002"), payload);
                case "intoto 0.0.2" -> intoto(spec.object("content"), payload);
                case "hashedrekord 0.0.2" -> hashedRekord2(spec.object("hashedRekordV002"));
                default -> throw unknown(kind);
            }
        } else {
            switch (kind) {
                case "hashedrekord 0.0.1" -> hashedRekord1(spec);
                case "hashedrekord 0.0.2" -> hashedRekord2(spec.object("hashedRekordV002"));
                default -> throw unknown(kind);
            }
        }
    }

    private void hashedRekord1(JsonObject spec) {
        checkHash(spec.object("data").object("hash"), message, "artifact");
        JsonObject signature = spec.object("signature");
        checkSignature(signature.bytes("content"));
        checkPem(signature.object("publicKey").bytes("content"));
    }

    private void hashedRekord2(JsonObject spec) {
        JsonObject data = spec.object("data");
        Hash hash = Hash.ofName(data.text("algorithm"), WHERE);
        check(data.bytes("digest"), hash.of(message), "artifact");
        checkSignature(spec.object("signature"));
    }

    private void dsse1(JsonObject spec, byte[] payload) {
        checkHash(spec.object("payloadHash"), payload, "payload");
        JsonObject signature = one(spec, "signatures");
        checkSignature(signature.bytes("signature"));
        checkPem(signature.bytes("verifier"));
    }

    private void dsse2(JsonObject spec, byte[] payload) {
        JsonObject payloadHash = spec.object("payloadHash");
        Hash hash = Hash.ofName(payloadHash.text("algorithm"), WHERE);
        check(payloadHash.bytes("digest"), hash.of(payload), "payload");
        checkSignature(one(spec, "signatures"));
    }

    private void intoto(JsonObject contentOfEntry, byte[] payload) {
        checkHash(contentOfEntry.object("payloadHash"), payload, "payload");
        JsonObject signature = one(contentOfEntry.object("envelope"), "signatures");
        // Rekor writes the Base64 of the envelope's Base64; some loggers write it once.
        byte[] sig = signature.bytes("sig");
        checkSignature(isBase64(sig) ? Base64.getDecoder().decode(sig) : sig);
        checkPem(signature.bytes("publicKey"));
    }

    /** The form of Rekor v2: content and verifier. */
    private void checkSignature(JsonObject signature) {
        checkSignature(signature.bytes("content"));
        JsonObject verifier = signature.object("verifier");
        if (certificate != null) {
            check(verifier.object("x509Certificate").bytes("rawBytes"), Certificates.encoded(certificate), SIGNER);
        } else {
            check(verifier.object("publicKey").bytes("rawBytes"), key.getEncoded(), SIGNER);
        }
    }

    private void checkHash(JsonObject hash, byte[] bytes, String what) {
        byte[] actual = Hash.ofName(hash.text("algorithm"), WHERE).of(bytes);
        if (!hash.text("value").equals(HexFormat.of().formatHex(actual))) {
            throw another(what);
        }
    }

    private void checkSignature(byte[] signature) {
        check(signature, content.signature(), "signature");
    }

    private void checkPem(byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        if (certificate != null) {
            check(Pem.one(text, "CERTIFICATE", WHERE), Certificates.encoded(certificate), SIGNER);
        } else {
            check(Pem.one(text, "PUBLIC KEY", WHERE), key.getEncoded(), SIGNER);
        }
    }

    private static void check(byte[] found, byte[] expected, String what) {
        if (!Arrays.equals(found, expected)) {
            throw another(what);
        }
    }

    private static JsonObject one(JsonObject holder, String field) {
        List<JsonObject> list = holder.objects(field);
        if (list.size() != 1) {
            throw holder.malformed(field, "has " + list.size() + " entries where one is expected");
        }
        return list.get(0);
    }

    private static boolean isBase64(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).matches("([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2,3}=+)?");
    }

    private static Rejected another(String what) {
        return new Rejected(Reason.LOG_ENTRY_OF_ANOTHER, WHERE, "has another " + what + " than the bundle");
    }

    private static Rejected unknown(String kind) {
        return new Rejected(Reason.UNSUPPORTED, WHERE, "is of the kind " + kind + ", which is not for this signature");
    }
}
