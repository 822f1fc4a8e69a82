package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.oci.Descriptor;
import dev.slipway.trust.crypto.Certificates;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Signs as Notation does, in JWS and COSE, and wrongly on demand. */
public final class TestNotation {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final String NAME = "C=DE, ST=BE, O=Corp, CN=builder";
    public static final String JWS = "application/jose+json";
    public static final String COSE = "application/cose";
    public static final String SIGNATURE = "application/vnd.cncf.notary.signature";

    private static final String PREFIX = "io.cncf.notary.";
    private static final String CONTENT_TYPE = "application/vnd.cncf.notary.payload.v1+json";

    private final TestAuthority root = TestAuthority.root(
            "C=DE, O=Corp, CN=root", NOW.minus(Duration.ofDays(900)), NOW.plus(Duration.ofDays(900)));
    private final KeyPair keys = Signing.p256();
    private final X509Certificate certificate = issue(List.of(TestAuthority.keyUsage(0)));

    public TestAuthority root() {
        return root;
    }

    public KeyPair keys() {
        return keys;
    }

    /** A certificate for the signer's key with these extensions. */
    public X509Certificate issue(List<byte[]> extensions) {
        return issue(extensions, NOW.minus(Duration.ofDays(300)), NOW.plus(Duration.ofDays(300)));
    }

    public X509Certificate issue(List<byte[]> extensions, Instant from, Instant to) {
        return root.issue(new TestAuthority.Request(NAME, keys.getPublic(), from, to, extensions));
    }

    public List<X509Certificate> chain() {
        return chain(certificate);
    }

    public List<X509Certificate> chain(X509Certificate leaf) {
        return List.of(leaf, root.certificate());
    }

    /** What is signed of an image. */
    public static ObjectNode payload(Descriptor target) {
        ObjectNode payload = Nodes.object();
        payload.putObject("targetArtifact")
                .put("mediaType", target.mediaType())
                .put("digest", target.digest().toString())
                .put("size", target.size());
        return payload;
    }

    /** The signed headers as they should be. */
    public static ObjectNode headers() {
        ObjectNode headers = Nodes.object();
        headers.put("alg", "ES256").put("cty", CONTENT_TYPE);
        headers.putArray("crit").add(PREFIX + "signingScheme");
        headers.put(PREFIX + "signingScheme", "notary.x509").put(PREFIX + "signingTime", NOW.toString());
        return headers;
    }

    public ObjectNode jws(Descriptor target) {
        return jws(headers(), payload(target), chain(), keys);
    }

    /** @param key signs; whether it is that of the chain is the test's business */
    public static ObjectNode jws(ObjectNode headers, ObjectNode payload, List<X509Certificate> chain, KeyPair key) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String protectedPart = encoder.encodeToString(Nodes.bytes(headers));
        String payloadPart = encoder.encodeToString(Nodes.bytes(payload));
        byte[] signed = (protectedPart + "." + payloadPart).getBytes(StandardCharsets.US_ASCII);
        ObjectNode jws = Nodes.object();
        jws.put("payload", payloadPart).put("protected", protectedPart);
        var x5c = jws.putObject("header").putArray("x5c");
        chain.forEach(c -> x5c.add(Nodes.base64(Certificates.encoded(c))));
        jws.put("signature", encoder.encodeToString(sign(key, signed)));
        return jws;
    }

    private static byte[] sign(KeyPair key, byte[] message) {
        return key.getPrivate().getAlgorithm().equals("RSA")
                ? Signing.pss(key.getPrivate(), "SHA-256", 32, message)
                : Signing.sign("SHA256withECDSAinP1363Format", key.getPrivate(), message);
    }

    /** The raw signature of a JWS, which timestamps are over. */
    public static byte[] signature(ObjectNode jws) {
        return Base64.getUrlDecoder().decode(jws.get("signature").textValue());
    }

    /** A COSE_Sign1 like {@link #jws(Descriptor)}. */
    public byte[] cose(Descriptor target) {
        return cose(target, more -> {}, -7);
    }

    /**
     * @param more adds signed headers, as pairs of encoded key and value
     * @param algorithm of the registry of COSE
     */
    public byte[] cose(Descriptor target, Consumer<List<byte[]>> more, int algorithm) {
        List<byte[]> headers = new ArrayList<>(List.of(
                number(1), number(algorithm),
                number(2), array(text(PREFIX + "signingScheme")),
                number(3), text(CONTENT_TYPE),
                text(PREFIX + "signingScheme"), text("notary.x509")));
        more.accept(headers);
        byte[] protectedPart = map(headers);
        byte[] payload = Nodes.bytes(payload(target));
        byte[] signed = array(text("Signature1"), bytes(protectedPart), bytes(new byte[0]), bytes(payload));
        byte[][] certificates =
                chain().stream().map(c -> bytes(Certificates.encoded(c))).toArray(byte[][]::new);
        byte[] unprotected = map(List.of(number(33), array(certificates)));
        return tagged(18, array(bytes(protectedPart), unprotected, bytes(payload), bytes(sign(keys, signed))));
    }

    public static byte[] number(int value) {
        return value >= 0 ? head(0, value) : head(1, -1 - value);
    }

    public static byte[] text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return join(head(3, utf8.length), utf8);
    }

    public static byte[] bytes(byte[] value) {
        return join(head(2, value.length), value);
    }

    public static byte[] array(byte[]... items) {
        return join(head(4, items.length), join(items));
    }

    public static byte[] tagged(int tag, byte[] value) {
        return join(head(6, tag), value);
    }

    private static byte[] map(List<byte[]> pairs) {
        return join(head(5, pairs.size() / 2), join(pairs.toArray(byte[][]::new)));
    }

    private static byte[] head(int major, int argument) {
        if (argument < 24) {
            return new byte[] {(byte) (major << 5 | argument)};
        }
        if (argument < 256) {
            return new byte[] {(byte) (major << 5 | 24), (byte) argument};
        }
        return argument < 1 << 16
                ? new byte[] {(byte) (major << 5 | 25), (byte) (argument >>> 8), (byte) argument}
                : new byte[] {
                    (byte) (major << 5 | 26),
                    (byte) (argument >>> 24),
                    (byte) (argument >>> 16),
                    (byte) (argument >>> 8),
                    (byte) argument
                };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
