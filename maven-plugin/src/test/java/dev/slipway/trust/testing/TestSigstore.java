package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.crypto.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole Sigstore instance: certificate authority, log of certificates, Rekor v1 and v2, time-stamping authority. */
public final class TestSigstore {
    public static final Instant SIGNED = Instant.parse("2026-06-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(SIGNED.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    public static final String ISSUER = "https://token.actions.githubusercontent.com";
    public static final String IDENTITY =
            "https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/tags/v1.0";

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
    private static final String REKOR = "rekor.example.test";
    private static final String REKOR2 = "log2026.rekor.example.test";
    private static final byte[] SIBLING = Hash.SHA256.of("another entry".getBytes(StandardCharsets.US_ASCII));

    private final TestAuthority root = TestAuthority.root("O=test, CN=fulcio", FROM, TO);
    private final TestAuthority fulcio = root.intermediate("O=test, CN=fulcio intermediate", FROM, TO);
    private final KeyPair certificateLog = Signing.p256();
    private final KeyPair rekor = Signing.p256();
    private final KeyPair rekor2 = Signing.ed25519();
    private final TestTimestamps timestamps = new TestTimestamps(FROM, TO);

    /** A signer with a short-lived certificate. */
    public record Signer(KeyPair keys, X509Certificate certificate) {}

    public TestTimestamps timestamps() {
        return timestamps;
    }

    /** The keys of this instance. */
    public ObjectNode trustedRoot() {
        ObjectNode json = Nodes.object();
        json.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
        ArrayNode logs = json.putArray("tlogs");
        logs.add(log("https://" + REKOR, rekor.getPublic(), "PKIX_ECDSA_P256_SHA_256", logId(rekor)));
        logs.add(log("https://" + REKOR2, rekor2.getPublic(), "PKIX_ED25519", logId(rekor2)));
        json.putArray("ctlogs")
                .add(log(
                        "https://ct.example.test",
                        certificateLog.getPublic(),
                        "PKIX_ECDSA_P256_SHA_256",
                        logId(certificateLog)));
        json.putArray("certificateAuthorities").add(authority(List.of(fulcio.certificate(), root.certificate())));
        json.putArray("timestampAuthorities").add(authority(List.of(timestamps.certificate(), timestamps.root())));
        return json;
    }

    private static ObjectNode log(String url, PublicKey key, String details, byte[] id) {
        ObjectNode log = Nodes.object();
        log.put("baseUrl", url).put("hashAlgorithm", "SHA2_256");
        ObjectNode publicKey = log.putObject("publicKey");
        publicKey.put("rawBytes", Nodes.base64(key.getEncoded())).put("keyDetails", details);
        publicKey.putObject("validFor").put("start", FROM.toString());
        log.putObject("logId").put("keyId", Nodes.base64(id));
        return log;
    }

    private static ObjectNode authority(List<X509Certificate> chain) {
        ObjectNode authority = Nodes.object();
        ArrayNode certificates = authority.putObject("certChain").putArray("certificates");
        chain.forEach(c -> certificates.addObject().put("rawBytes", Nodes.base64(Certificates.encoded(c))));
        authority.putObject("validFor").put("start", FROM.toString());
        return authority;
    }

    private static byte[] logId(KeyPair keys) {
        return Hash.SHA256.of(keys.getPublic().getEncoded());
    }

    /** A signer with the usual name, for ten minutes around {@link #SIGNED}. */
    public Signer signer() {
        return signer(IDENTITY, ISSUER, SIGNED.minusSeconds(60));
    }

    public Signer signer(String identity, String issuer, Instant from) {
        KeyPair keys = Signing.p256();
        return new Signer(keys, certificate(request(keys, identity, issuer, from), true));
    }

    /** What Fulcio would certify. */
    public static TestAuthority.Request request(KeyPair keys, String identity, String issuer, Instant from) {
        byte[] uri = Der.encode(0x86, identity.getBytes(StandardCharsets.UTF_8));
        return new TestAuthority.Request(
                "",
                keys.getPublic(),
                from,
                from.plusSeconds(600),
                List.of(
                        TestAuthority.keyUsage(0),
                        TestAuthority.purpose(false, Certificates.CODE_SIGNING),
                        TestAuthority.extension("2.5.29.17", true, Asn1.seq(uri)),
                        TestAuthority.extension("1.3.6.1.4.1.57264.1.8", false, Asn1.utf8(issuer))));
    }

    /** @param published whether the log of certificates vouches for it */
    public X509Certificate certificate(TestAuthority.Request request, boolean published) {
        byte[] tbs = fulcio.unsigned(request);
        if (!published) {
            return fulcio.sign(tbs);
        }
        byte[] scts = certificateTimestamps(tbs);
        // The fields with the timestamps must be the same but for them, the serial number included.
        return fulcio.sign(
                withExtension(tbs, TestAuthority.extension("1.3.6.1.4.1.11129.2.4.2", false, Asn1.octets(scts))));
    }

    private static byte[] withExtension(byte[] tbs, byte[] extension) {
        var fields = Der.parse(tbs, "test").sequence(8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.subList(0, 7).forEach(field -> out.writeBytes(field.encoded()));
        byte[] extensions = Asn1.seq(fields.get(7).only().content(), extension);
        out.writeBytes(Asn1.explicit(3, extensions));
        return Asn1.seq(out.toByteArray());
    }

    private byte[] certificateTimestamps(byte[] tbs) {
        ByteBuffer signed = ByteBuffer.allocate(12 + 32 + 3 + tbs.length + 2);
        signed.putShort((short) 0).putLong(SIGNED.toEpochMilli()).putShort((short) 1);
        signed.put(Hash.SHA256.of(fulcio.certificate().getPublicKey().getEncoded()));
        signed.put((byte) (tbs.length >>> 16))
                .putShort((short) tbs.length)
                .put(tbs)
                .putShort((short) 0);
        byte[] signature = Signing.ecdsa(certificateLog, signed.array());
        ByteBuffer sct = ByteBuffer.allocate(1 + 32 + 8 + 2 + 2 + 2 + signature.length);
        sct.put((byte) 0)
                .put(logId(certificateLog))
                .putLong(SIGNED.toEpochMilli())
                .putShort((short) 0);
        sct.put((byte) 4).put((byte) 3).putShort((short) signature.length).put(signature);
        ByteBuffer list = ByteBuffer.allocate(4 + sct.capacity());
        list.putShort((short) (2 + sct.capacity()))
                .putShort((short) sct.capacity())
                .put(sct.array());
        return list.array();
    }

    /** A bundle that signs an artifact, logged in Rekor v1. */
    public ObjectNode messageBundle(Signer signer, byte[] artifact) {
        byte[] signature = Signing.ecdsa(signer.keys(), artifact);
        ObjectNode bundle = bundle(signer);
        ObjectNode message = bundle.putObject("messageSignature");
        message.putObject("messageDigest")
                .put("algorithm", "SHA2_256")
                .put("digest", Nodes.base64(Hash.SHA256.of(artifact)));
        message.put("signature", Nodes.base64(signature));
        entries(bundle).add(entry1("hashedrekord", hashedRekord(artifact, signature, pem(signer)), SIGNED));
        return bundle;
    }

    /** A bundle that signs an artifact, logged in Rekor v2 and timestamped. */
    public ObjectNode messageBundle2(Signer signer, byte[] artifact) {
        ObjectNode bundle = messageBundle(signer, artifact);
        byte[] signature = signature(bundle);
        entries(bundle).removeAll().add(entry2(hashedRekord2(Hash.SHA256.of(artifact), signature, signer)));
        timestamp(bundle, timestamps.response(signature, SIGNED));
        return bundle;
    }

    /** A bundle with an in-toto statement, logged in Rekor v1. */
    public ObjectNode statementBundle(Signer signer, byte[] statement) {
        byte[] signature = Signing.ecdsa(signer.keys(), pae(statement));
        ObjectNode bundle = envelope(bundle(signer), statement, signature);
        entries(bundle).add(entry1("dsse", dsse(statement, signature, pem(signer)), SIGNED));
        return bundle;
    }

    /** A bundle with an in-toto statement, signed with a plain key. */
    public ObjectNode keyedStatementBundle(KeyPair keys, byte[] statement) {
        byte[] signature = Signing.ecdsa(keys, pae(statement));
        ObjectNode bundle = envelope(bundle(null), statement, signature);
        entries(bundle).add(entry1("dsse", dsse(statement, signature, Signing.pem(keys.getPublic())), SIGNED));
        return bundle;
    }

    private static ObjectNode envelope(ObjectNode bundle, byte[] statement, byte[] signature) {
        ObjectNode envelope = bundle.putObject("dsseEnvelope");
        envelope.put("payload", Nodes.base64(statement)).put("payloadType", "application/vnd.in-toto+json");
        envelope.putArray("signatures").addObject().put("sig", Nodes.base64(signature));
        return bundle;
    }

    private static ObjectNode bundle(Signer signer) {
        ObjectNode bundle = Nodes.object();
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        ObjectNode material = bundle.putObject("verificationMaterial");
        if (signer == null) {
            material.putObject("publicKey").put("hint", "test");
        } else {
            material.putObject("certificate").put("rawBytes", Nodes.base64(Certificates.encoded(signer.certificate())));
        }
        material.putArray("tlogEntries");
        return bundle;
    }

    public static ArrayNode entries(ObjectNode bundle) {
        return (ArrayNode) bundle.at("/verificationMaterial/tlogEntries");
    }

    public static byte[] signature(ObjectNode bundle) {
        String text = bundle.has("messageSignature")
                ? bundle.at("/messageSignature/signature").textValue()
                : bundle.at("/dsseEnvelope/signatures/0/sig").textValue();
        return Base64.getDecoder().decode(text);
    }

    public static void timestamp(ObjectNode bundle, byte[] response) {
        Nodes.at(bundle, "verificationMaterial")
                .putObject("timestampVerificationData")
                .putArray("rfc3161Timestamps")
                .addObject()
                .put("signedTimestamp", Nodes.base64(response));
    }

    public static byte[] pae(byte[] statement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 28 application/vnd.in-toto+json " + statement.length + " ")
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(statement);
        return out.toByteArray();
    }

    /** A statement of {@code cosign sign} about some bytes. */
    public static byte[] cosignStatement(byte[] subject) {
        return statement("https://sigstore.dev/cosign/sign/v1", "", subject, Nodes.object());
    }

    public static byte[] statement(String predicateType, String name, byte[] subject, ObjectNode predicate) {
        ObjectNode statement = Nodes.object();
        statement.put("_type", "https://in-toto.io/Statement/v1");
        ObjectNode entry = statement.putArray("subject").addObject();
        if (!name.isEmpty()) {
            entry.put("name", name);
        }
        entry.putObject("digest").put("sha256", HexFormat.of().formatHex(Hash.SHA256.of(subject)));
        statement.put("predicateType", predicateType).set("predicate", predicate);
        return Nodes.bytes(statement);
    }

    private static String pem(Signer signer) {
        return Signing.pem("CERTIFICATE", Certificates.encoded(signer.certificate()));
    }

    /** Body of an entry for an artifact. */
    public static ObjectNode hashedRekord(byte[] artifact, byte[] signature, String pem) {
        ObjectNode spec = Nodes.object();
        spec.putObject("data")
                .putObject("hash")
                .put("algorithm", "sha256")
                .put("value", HexFormat.of().formatHex(Hash.SHA256.of(artifact)));
        ObjectNode part = spec.putObject("signature");
        part.put("content", Nodes.base64(signature));
        part.putObject("publicKey").put("content", Nodes.base64(pem.getBytes(StandardCharsets.US_ASCII)));
        return spec;
    }

    private static ObjectNode hashedRekord2(byte[] digest, byte[] signature, Signer signer) {
        ObjectNode spec = Nodes.object();
        ObjectNode rekord = spec.putObject("hashedRekordV002");
        rekord.putObject("data").put("algorithm", "SHA2_256").put("digest", Nodes.base64(digest));
        ObjectNode part = rekord.putObject("signature").put("content", Nodes.base64(signature));
        part.putObject("verifier")
                .put("keyDetails", "PKIX_ECDSA_P256_SHA_256")
                .putObject("x509Certificate")
                .put("rawBytes", Nodes.base64(Certificates.encoded(signer.certificate())));
        return spec;
    }

    private static ObjectNode dsse(byte[] payload, byte[] signature, String pem) {
        ObjectNode spec = Nodes.object();
        spec.putObject("payloadHash")
                .put("algorithm", "sha256")
                .put("value", HexFormat.of().formatHex(Hash.SHA256.of(payload)));
        spec.putArray("signatures")
                .addObject()
                .put("signature", Nodes.base64(signature))
                .put("verifier", Nodes.base64(pem.getBytes(StandardCharsets.US_ASCII)));
        return spec;
    }

    /** An entry of Rekor v1 with promise and proof. */
    public ObjectNode entry1(String kind, ObjectNode spec, Instant time) {
        byte[] body = body(kind, "0.0.1", spec);
        ObjectNode entry = entry(kind, "0.0.1", rekor, body);
        entry.put("integratedTime", String.valueOf(time.getEpochSecond()));
        String promised = "{\"body\":\"" + Nodes.base64(body) + "\",\"integratedTime\":" + time.getEpochSecond()
                + ",\"logID\":\"" + HexFormat.of().formatHex(logId(rekor)) + "\",\"logIndex\":1}";
        entry.putObject("inclusionPromise")
                .put(
                        "signedEntryTimestamp",
                        Nodes.base64(Signing.ecdsa(rekor, promised.getBytes(StandardCharsets.UTF_8))));
        String text = REKOR + " - 123\n2\n" + Nodes.base64(treeRoot(body)) + "\n";
        proof(entry, body, note(text, REKOR, rekor, Signing.ecdsa(rekor, text.getBytes(StandardCharsets.UTF_8))));
        return entry;
    }

    /** An entry of Rekor v2, which has no time. */
    public ObjectNode entry2(ObjectNode spec) {
        byte[] body = body("hashedrekord", "0.0.2", spec);
        ObjectNode entry = entry("hashedrekord", "0.0.2", rekor2, body);
        String text = REKOR2 + "\n2\n" + Nodes.base64(treeRoot(body)) + "\n";
        byte[] signature = Signing.sign("Ed25519", rekor2.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
        proof(entry, body, note(text, REKOR2, rekor2, signature));
        return entry;
    }

    private static byte[] body(String kind, String version, ObjectNode spec) {
        ObjectNode body = Nodes.object();
        body.put("apiVersion", version).put("kind", kind).set("spec", spec);
        return Nodes.bytes(body);
    }

    private static ObjectNode entry(String kind, String version, KeyPair log, byte[] body) {
        ObjectNode entry = Nodes.object();
        entry.put("logIndex", "1");
        entry.putObject("logId").put("keyId", Nodes.base64(logId(log)));
        entry.putObject("kindVersion").put("kind", kind).put("version", version);
        entry.put("canonicalizedBody", Nodes.base64(body));
        return entry;
    }

    private static void proof(ObjectNode entry, byte[] body, String checkpoint) {
        ObjectNode proof = entry.putObject("inclusionProof");
        proof.put("logIndex", "1").put("treeSize", "2").put("rootHash", Nodes.base64(treeRoot(body)));
        proof.putArray("hashes").add(Nodes.base64(SIBLING));
        proof.putObject("checkpoint").put("envelope", checkpoint);
    }

    /** The entry is the second of two. */
    private static byte[] treeRoot(byte[] body) {
        return Hash.SHA256.of(new byte[] {1}, SIBLING, Hash.SHA256.of(new byte[] {0}, body));
    }

    private static String note(String text, String name, KeyPair log, byte[] signature) {
        byte[] line = Arrays.copyOf(logId(log), 4 + signature.length);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return text + "\n\u2014 " + name + " " + Nodes.base64(line) + "\n";
    }

    /** What cosign wrote beside an older signature with a short-lived certificate. */
    public Map<String, String> legacyAnnotations(Signer signer, byte[] payload, byte[] signature) {
        ObjectNode entry = entry1("hashedrekord", hashedRekord(payload, signature, pem(signer)), SIGNED);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("dev.cosignproject.cosign/signature", Nodes.base64(signature));
        annotations.put("dev.sigstore.cosign/certificate", pem(signer));
        annotations.put(
                "dev.sigstore.cosign/chain",
                Signing.pem("CERTIFICATE", Certificates.encoded(fulcio.certificate()))
                        + Signing.pem("CERTIFICATE", Certificates.encoded(root.certificate())));
        annotations.put(
                "dev.sigstore.cosign/bundle", new String(Nodes.bytes(rekorBundle(entry)), StandardCharsets.UTF_8));
        return annotations;
    }

    private static ObjectNode rekorBundle(ObjectNode entry) {
        ObjectNode bundle = Nodes.object();
        bundle.put(
                "SignedEntryTimestamp",
                entry.at("/inclusionPromise/signedEntryTimestamp").textValue());
        bundle.putObject("Payload")
                .put("body", entry.get("canonicalizedBody").textValue())
                .put(
                        "integratedTime",
                        Long.parseLong(entry.get("integratedTime").textValue()))
                .put("logIndex", 1)
                .put(
                        "logID",
                        HexFormat.of()
                                .formatHex(Base64.getDecoder()
                                        .decode(entry.at("/logId/keyId").textValue())));
        return bundle;
    }
}
