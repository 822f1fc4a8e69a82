package dev.slipway.trust.testing;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Hash;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A time-stamping authority (RFC 3161) that stamps what it is told. */
public final class TestTimestamps {
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final byte[] SHA256 = Asn1.seq(Asn1.oid("2.16.840.1.101.3.4.2.1"));

    private final TestAuthority root;
    private final KeyPair keys = Signing.p256();
    private final X509Certificate certificate;

    public TestTimestamps(Instant from, Instant to) {
        this(from, to, TestAuthority.purpose(true, Certificates.TIME_STAMPING));
    }

    /** @param purpose the extended key usage of its certificate */
    public TestTimestamps(Instant from, Instant to, byte[] purpose) {
        root = TestAuthority.root("O=test, CN=tsa root", from, to);
        certificate = root.issue(new TestAuthority.Request(
                "O=test, CN=tsa", keys.getPublic(), from, to, List.of(TestAuthority.keyUsage(0), purpose)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate root() {
        return root.certificate();
    }

    /** A granted response. */
    public byte[] response(byte[] stamped, Instant time) {
        return Asn1.seq(Asn1.seq(Asn1.integer(0)), token(stamped, time));
    }

    /** A token with the authority's certificate in it. */
    public byte[] token(byte[] stamped, Instant time) {
        byte[] info = Asn1.seq(
                Asn1.integer(1),
                Asn1.oid("1.2.3"),
                Asn1.seq(SHA256, Asn1.octets(Hash.SHA256.of(stamped))),
                Asn1.integer(7),
                Asn1.time(time));
        byte[] encoded = Certificates.encoded(certificate);
        byte[] attributes = Asn1.set(
                attribute("1.2.840.113549.1.9.3", Asn1.oid(TST_INFO)),
                attribute("1.2.840.113549.1.9.4", Asn1.octets(Hash.SHA256.of(info))),
                attribute(
                        "1.2.840.113549.1.9.16.2.47",
                        Asn1.seq(Asn1.seq(Asn1.seq(Asn1.octets(Hash.SHA256.of(encoded)))))));
        byte[] signature = Signing.ecdsa(keys, attributes);
        byte[] tagged = attributes.clone();
        tagged[0] = (byte) 0xa0;
        byte[] signer = Asn1.seq(
                Asn1.integer(1),
                Asn1.seq(
                        certificate.getIssuerX500Principal().getEncoded(),
                        Asn1.integer(certificate.getSerialNumber().longValue())),
                SHA256,
                tagged,
                Asn1.seq(Asn1.oid("1.2.840.10045.4.3.2")),
                Asn1.octets(signature));
        return Asn1.seq(
                Asn1.oid("1.2.840.113549.1.7.2"),
                Asn1.explicit(
                        0,
                        Asn1.seq(
                                Asn1.integer(3),
                                Asn1.set(SHA256),
                                Asn1.seq(Asn1.oid(TST_INFO), Asn1.explicit(0, Asn1.octets(info))),
                                Asn1.explicit(0, encoded),
                                Asn1.set(signer))));
    }

    private static byte[] attribute(String oid, byte[] value) {
        return Asn1.seq(Asn1.oid(oid), Asn1.set(value));
    }
}
