package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.attestation.DsseEnvelope;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Sigstore bundle as it was read, nothing of it verified (protobuf-specs {@code Bundle}, versions 0.1 to 0.3).
 *
 * @param minor the format's version after the zero
 * @param certificates the signer's own first; empty if the bundle was signed with a plain key
 * @param timestamps RFC 3161 responses
 */
public record Bundle(
        int minor,
        List<X509Certificate> certificates,
        List<LogEntry> entries,
        List<byte[]> timestamps,
        SignedContent content) {
    /** Media types of bundles begin so. */
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle";

    /** The largest bundle that is read: a DSSE envelope of 16 MiB in Base64. */
    public static final int MAX_BYTES = 24 << 20;

    private static final String WHERE = "Sigstore bundle";
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_CHAIN = 8;
    private static final Map<String, Integer> MINORS = Map.of(
            MEDIA_TYPE + "+json;version=0.1", 1,
            MEDIA_TYPE + "+json;version=0.2", 2,
            MEDIA_TYPE + "+json;version=0.3", 3,
            MEDIA_TYPE + ".v0.3+json", 3);

    public Bundle {
        certificates = List.copyOf(certificates);
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    /** @throws Rejected if this is not a bundle of a known version */
    public static Bundle parse(byte[] json) {
        JsonObject bundle = Rejected.JSON
                .proto(json, WHERE, MAX_BYTES)
                .only("mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");
        Integer minor = MINORS.get(bundle.text("mediaType"));
        if (minor == null) {
            throw new Rejected(
                    Reason.UNSUPPORTED, WHERE, "is of the kind '" + bundle.text("mediaType") + "', which is not known");
        }
        JsonObject material = bundle.object("verificationMaterial")
                .only("publicKey", "x509CertificateChain", "certificate", "tlogEntries", "timestampVerificationData");
        return new Bundle(
                minor, certificates(material, minor), entries(material), timestamps(material), content(bundle));
    }

    /** True if the signature is of a plain key, which the rule must know. */
    boolean isKeyed() {
        return certificates.isEmpty();
    }

    /** Without the entries of logs that the trusted root does not name; for rules that do not need a log. */
    public Bundle withoutUnknownLogs(TrustedRoot root) {
        List<LogEntry> known =
                entries.stream().filter(entry -> root.knows(entry.logId())).toList();
        return new Bundle(minor, certificates, known, timestamps, content);
    }

    private static List<X509Certificate> certificates(JsonObject material, int minor) {
        boolean key = material.has("publicKey");
        boolean chain = material.has("x509CertificateChain");
        boolean single = material.has("certificate");
        if ((key ? 1 : 0) + (chain ? 1 : 0) + (single ? 1 : 0) != 1) {
            throw material.malformed("", "has not just one of publicKey, certificate and x509CertificateChain");
        }
        if (key) {
            // A hint only: which key it is, the rule says.
            material.object("publicKey").only("hint");
            return List.of();
        }
        if (chain && minor >= 3) {
            throw material.malformed("x509CertificateChain", "is not allowed in version 0.3");
        }
        List<JsonObject> list = chain
                ? material.object("x509CertificateChain").only("certificates").objects("certificates")
                : List.of(material.object("certificate"));
        if (list.isEmpty() || list.size() > MAX_CHAIN) {
            throw material.malformed("x509CertificateChain", "has " + list.size() + " certificates");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonObject item : list) {
            certificates.add(Certificates.ofDer(item.only("rawBytes").bytes("rawBytes"), "certificate of the bundle"));
        }
        if (certificates.stream().anyMatch(Certificates::isSelfSigned)) {
            throw material.malformed("x509CertificateChain", "holds a root; roots come from the trusted root alone");
        }
        return certificates;
    }

    private static List<LogEntry> entries(JsonObject material) {
        List<JsonObject> list = material.objects("tlogEntries");
        if (list.size() > MAX_ENTRIES) {
            throw new Rejected(Reason.TOO_LARGE, WHERE, "has more than " + MAX_ENTRIES + " entries of logs");
        }
        List<LogEntry> entries = list.stream().map(LogEntry::of).toList();
        Set<String> bodies = new HashSet<>();
        for (LogEntry entry : entries) {
            if (!bodies.add(Arrays.toString(entry.logId()) + entry.logIndex())) {
                throw material.malformed("tlogEntries", "has an entry twice");
            }
        }
        return entries;
    }

    private static List<byte[]> timestamps(JsonObject material) {
        if (!material.has("timestampVerificationData")) {
            return List.of();
        }
        List<JsonObject> list = material.object("timestampVerificationData")
                .only("rfc3161Timestamps")
                .objects("rfc3161Timestamps");
        if (list.size() > MAX_ENTRIES) {
            throw new Rejected(Reason.TOO_LARGE, WHERE, "has more than " + MAX_ENTRIES + " timestamps");
        }
        return list.stream()
                .map(item -> item.only("signedTimestamp").bytes("signedTimestamp"))
                .toList();
    }

    private static SignedContent content(JsonObject bundle) {
        boolean message = bundle.has("messageSignature");
        if (message == bundle.has("dsseEnvelope")) {
            throw bundle.malformed("", "has not just one of messageSignature and dsseEnvelope");
        }
        return message
                ? SignedContent.Message.of(bundle.object("messageSignature"))
                : new SignedContent.Envelope(DsseEnvelope.of(bundle.object("dsseEnvelope")));
    }
}
