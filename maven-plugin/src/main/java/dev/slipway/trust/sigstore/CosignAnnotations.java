package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.attestation.DsseEnvelope;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What cosign wrote into a layer's annotations before there were bundles (cosign {@code pkg/oci/static}), made into a bundle of
 * the oldest version, so that one verifier does for both. There the log's promise alone proves inclusion.
 */
public final class CosignAnnotations {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String CHAIN = "dev.sigstore.cosign/chain";
    private static final String BUNDLE = "dev.sigstore.cosign/bundle";
    private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";
    private static final String WHERE = "annotations of the signature";
    private static final int MINOR = 1;
    private static final int MAX_BYTES = 1 << 20;

    private final Map<String, String> annotations;

    public CosignAnnotations(Map<String, String> annotations) {
        this.annotations = Map.copyOf(annotations);
    }

    /** The signature over the layer's own bytes. */
    public Bundle signature() {
        return bundle(new SignedContent.Message(null, new byte[0], base64(required(SIGNATURE))));
    }

    /** The statement in the layer's own bytes. */
    public Bundle statement(byte[] envelope) {
        return bundle(new SignedContent.Envelope(
                DsseEnvelope.of(Rejected.JSON.object(envelope, "DSSE envelope", Bundle.MAX_BYTES))));
    }

    private Bundle bundle(SignedContent content) {
        return new Bundle(MINOR, certificates(), entries(), timestamps(), content);
    }

    private List<X509Certificate> certificates() {
        if (empty(CERTIFICATE)) {
            return List.of();
        }
        List<X509Certificate> certificates =
                new ArrayList<>(Certificates.ofPem(required(CERTIFICATE), "certificate of the signature"));
        if (!empty(CHAIN)) {
            // Cosign writes the root there, too. It is of no use: roots come from the trusted root alone.
            Certificates.ofPem(required(CHAIN), "chain of the signature").stream()
                    .filter(certificate -> !Certificates.isSelfSigned(certificate))
                    .forEach(certificates::add);
        }
        return certificates;
    }

    private List<LogEntry> entries() {
        if (empty(BUNDLE)) {
            return List.of();
        }
        JsonObject payload = json(BUNDLE).object("Payload");
        byte[] body = payload.bytes("body");
        JsonObject entry = Rejected.JSON.object(body, "body of the log's entry", MAX_BYTES);
        return List.of(new LogEntry(
                payload.count("logIndex"),
                hex(payload.text("logID")),
                entry.text("kind"),
                entry.text("apiVersion"),
                payload.count("integratedTime"),
                json(BUNDLE).bytes("SignedEntryTimestamp"),
                null,
                body));
    }

    private List<byte[]> timestamps() {
        return empty(TIMESTAMP) ? List.of() : List.of(json(TIMESTAMP).bytes("SignedRFC3161Timestamp"));
    }

    private JsonObject json(String name) {
        return Rejected.JSON.object(required(name).getBytes(StandardCharsets.UTF_8), name, MAX_BYTES);
    }

    private boolean empty(String name) {
        return annotations.getOrDefault(name, "").isBlank();
    }

    private String required(String name) {
        String value = annotations.get(name);
        if (value == null) {
            throw new Rejected(Reason.MALFORMED, WHERE, "lack " + name);
        }
        return value;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Rejected(Reason.MALFORMED, WHERE, "have a signature that is not Base64", e);
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new Rejected(Reason.MALFORMED, WHERE, "have a log identifier that is not hex", e);
        }
    }
}
