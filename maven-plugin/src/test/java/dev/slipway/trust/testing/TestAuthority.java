package dev.slipway.trust.testing;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Issues certificates of any shape. */
public final class TestAuthority {
    private static final Map<String, String> NAMES =
            Map.of("CN", "2.5.4.3", "C", "2.5.4.6", "ST", "2.5.4.8", "O", "2.5.4.10");
    private static long serial = 1;

    private final KeyPair keys;
    private final String name;
    private final X509Certificate certificate;

    private TestAuthority(KeyPair keys, String name, X509Certificate certificate) {
        this.keys = keys;
        this.name = name;
        this.certificate = certificate;
    }

    /** A root that signed itself. */
    public static TestAuthority root(String name, Instant from, Instant to) {
        KeyPair keys = Signing.p256();
        Request request = new Request(name, keys.getPublic(), from, to, authorityExtensions());
        return new TestAuthority(keys, name, sign(tbs(request, name), keys));
    }

    /** A certificate that signed itself. */
    public static X509Certificate selfSigned(Request request, KeyPair keys) {
        return sign(tbs(request, request.name()), keys);
    }

    /** An authority below this one. */
    public TestAuthority intermediate(String other, Instant from, Instant to) {
        KeyPair own = Signing.p256();
        return new TestAuthority(
                own, other, issue(new Request(other, own.getPublic(), from, to, authorityExtensions())));
    }

    /** What a certificate is to say. */
    public record Request(String name, PublicKey key, Instant from, Instant to, List<byte[]> extensions) {
        /** With one extension more. */
        public Request with(byte[] extension) {
            List<byte[]> more = new ArrayList<>(extensions);
            more.add(extension);
            return new Request(name, key, from, to, more);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A certificate by this authority. */
    public X509Certificate issue(Request request) {
        return sign(tbs(request, name), keys);
    }

    /** The fields of a certificate by this authority, unsigned. */
    public byte[] unsigned(Request request) {
        return tbs(request, name);
    }

    /** Signs fields. */
    public X509Certificate sign(byte[] tbs) {
        return sign(tbs, keys);
    }

    private static X509Certificate sign(byte[] tbs, KeyPair keys) {
        boolean ec = keys.getPrivate().getAlgorithm().equals("EC");
        byte[] signature = Signing.sign(ec ? "SHA256withECDSA" : "SHA256withRSA", keys.getPrivate(), tbs);
        return Certificates.ofDer(Asn1.seq(tbs, algorithm(ec), Asn1.bits(signature)), "test certificate");
    }

    private static byte[] algorithm(boolean ec) {
        return ec ? Asn1.seq(Asn1.oid("1.2.840.10045.4.3.2")) : Asn1.seq(Asn1.oid("1.2.840.113549.1.1.11"), Asn1.NULL);
    }

    private static synchronized byte[] tbs(Request request, String issuer) {
        // Only root keys of tests sign with RSA, and those sign themselves.
        boolean ec =
                !(request.name().equals(issuer) && request.key().getAlgorithm().equals("RSA"));
        return Asn1.seq(
                Asn1.explicit(0, Asn1.integer(2)),
                Asn1.integer(serial++),
                algorithm(ec),
                name(issuer),
                Asn1.seq(Asn1.time(request.from()), Asn1.time(request.to())),
                name(request.name()),
                request.key().getEncoded(),
                Asn1.explicit(3, Asn1.seq(request.extensions().toArray(byte[][]::new))));
    }

    private static byte[] name(String text) {
        List<byte[]> parts = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] pair = part.split("=", 2);
            parts.add(Asn1.set(Asn1.seq(Asn1.oid(NAMES.get(pair[0])), Asn1.utf8(pair[1]))));
        }
        return Asn1.seq(parts.toArray(byte[][]::new));
    }

    private static List<byte[]> authorityExtensions() {
        return List.of(
                extension("2.5.29.19", true, Asn1.seq(Asn1.bool(true))),
                keyUsage(5),
                extension("2.5.29.14", false, Asn1.octets(new byte[] {1})));
    }

    public static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Asn1.seq(Asn1.oid(oid), Asn1.bool(true), Asn1.octets(value))
                : Asn1.seq(Asn1.oid(oid), Asn1.octets(value));
    }

    /** Key usage with one bit, critical (RFC 5280 4.2.1.3). */
    public static byte[] keyUsage(int bit) {
        byte[] value = {3, 2, (byte) (7 - bit), (byte) (0x80 >> bit)};
        return extension("2.5.29.15", true, value);
    }

    public static byte[] purpose(boolean critical, String... oids) {
        byte[][] encoded = new byte[oids.length][];
        for (int i = 0; i < oids.length; i++) {
            encoded[i] = Asn1.oid(oids[i]);
        }
        return extension("2.5.29.37", critical, Asn1.seq(encoded));
    }

    /** Where the list of revoked certificates is (RFC 5280 4.2.1.13). */
    public static byte[] revocation(String address) {
        byte[] uri = Der.encode(0x86, address.getBytes(StandardCharsets.US_ASCII));
        return extension("2.5.29.31", false, Asn1.seq(Asn1.seq(Asn1.explicit(0, Asn1.explicit(0, uri)))));
    }

    /** A list of revoked certificates, good for a month. */
    public byte[] revoke(List<X509Certificate> revoked, Instant from) {
        byte[][] entries = revoked.stream()
                .map(each ->
                        Asn1.seq(Der.encode(Der.INTEGER, each.getSerialNumber().toByteArray()), Asn1.time(from)))
                .toArray(byte[][]::new);
        byte[] head = Asn1.seq(
                Asn1.integer(1),
                algorithm(true),
                name(name),
                Asn1.time(from),
                Asn1.time(from.plus(Duration.ofDays(30))));
        byte[] fields = Der.parse(head, "test").content();
        byte[] tbs = entries.length == 0 ? Asn1.seq(fields) : Asn1.seq(fields, Asn1.seq(entries));
        return Asn1.seq(tbs, algorithm(true), Asn1.bits(Signing.ecdsa(keys, tbs)));
    }
}
