package dev.slipway.trust.crypto;

import dev.slipway.content.HashFunction;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One SignerInfo with signed attributes (RFC 5652 5.3). */
final class CmsSigner {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final int SIGNED_ATTRIBUTES = 0xa0;
    private static final int SUBJECT_KEY_IDENTIFIER = 0x80;
    private static final String SKI_EXTENSION = "2.5.29.14";

    private static final Map<String, String> RSA_OR_ECDSA = Map.of(
            "1.2.840.113549.1.1.1", "rsa",
            "1.2.840.113549.1.1.11", "rsa SHA256",
            "1.2.840.113549.1.1.12", "rsa SHA384",
            "1.2.840.113549.1.1.13", "rsa SHA512",
            "1.2.840.113549.1.1.10", "pss",
            "1.2.840.10045.4.3.2", "ecdsa SHA256",
            "1.2.840.10045.4.3.3", "ecdsa SHA384",
            "1.2.840.10045.4.3.4", "ecdsa SHA512",
            "1.3.101.112", "ed25519");

    private final String where;
    private final Der signerId;
    private final Hash digest;
    private final Der attributes;
    private final String algorithm;
    private final byte[] signature;

    CmsSigner(Der info, String where) {
        this.where = where;
        List<Der> fields = info.sequence(6);
        fields.get(0).smallInteger();
        signerId = fields.get(1);
        digest = Hash.ofOid(fields.get(2).sequence(1).get(0).oid(), where);
        attributes = fields.get(3).expect(SIGNED_ATTRIBUTES);
        algorithm = fields.get(4).sequence(1).get(0).oid();
        signature = fields.get(5).octets();
    }

    /** True if this certificate is the one that the SignerInfo names. */
    boolean isBy(X509Certificate certificate) {
        if (signerId.is(SUBJECT_KEY_IDENTIFIER)) {
            byte[] extension = certificate.getExtensionValue(SKI_EXTENSION);
            return extension != null
                    && Arrays.equals(
                            Der.parse(Der.parse(extension, where).octets(), where)
                                    .octets(),
                            signerId.content());
        }
        List<Der> issuerAndSerial = signerId.sequence(2);
        BigInteger serial = issuerAndSerial.get(1).integer();
        return serial.equals(certificate.getSerialNumber())
                && Arrays.equals(
                        issuerAndSerial.get(0).encoded(),
                        certificate.getIssuerX500Principal().getEncoded());
    }

    /** @throws Rejected unless this certificate's key signed the content */
    void verify(X509Certificate certificate, String contentType, byte[] content) {
        Map<String, Der> values = attributeValues();
        if (!required(values, CONTENT_TYPE).oid().equals(contentType)) {
            throw rejected("has a signed content type that is another than that of its content");
        }
        if (!Arrays.equals(required(values, MESSAGE_DIGEST).octets(), digest.of(content))) {
            throw rejected("has a signed message digest that is not that of its content");
        }
        checkSigningCertificate(values, certificate);
        // The attributes are signed as the SET that they are, not with the implicit tag they are sent under (RFC 5652
        // 5.4).
        byte[] signed = attributes.encoded();
        signed[0] = Der.SET;
        scheme().require(certificate.getPublicKey(), signed, signature, where);
    }

    private Map<String, Der> attributeValues() {
        Map<String, Der> values = new HashMap<>();
        for (Der attribute : attributes.children()) {
            List<Der> typeAndValues = attribute.sequence(2);
            Der value = typeAndValues.get(1).expect(Der.SET).only();
            if (values.put(typeAndValues.get(0).oid(), value) != null) {
                throw rejected("has a signed attribute twice");
            }
        }
        return values;
    }

    /** The certificate is bound into the signature (RFC 3161 2.4.2, RFC 5035 5.4), so that no other of the same key will do. */
    private void checkSigningCertificate(Map<String, Der> values, X509Certificate certificate) {
        byte[] encoded = Certificates.encoded(certificate);
        Der v2 = values.get(SIGNING_CERTIFICATE_V2);
        if (v2 != null) {
            List<Der> essCertId = firstCertId(v2);
            boolean hashNamed = essCertId.get(0).is(Der.SEQUENCE);
            Hash hash =
                    hashNamed ? Hash.ofOid(essCertId.get(0).sequence(1).get(0).oid(), where) : Hash.SHA256;
            check(essCertId.get(hashNamed ? 1 : 0).octets(), hash.of(encoded));
            return;
        }
        Der v1 = values.get(SIGNING_CERTIFICATE);
        if (v1 == null) {
            throw rejected("does not name its signing certificate");
        }
        // SHA-1 by definition; it only picks one of the certificates that are trusted anyway.
        check(firstCertId(v1).get(0).octets(), HashFunction.SHA1.of(encoded));
    }

    private static List<Der> firstCertId(Der signingCertificate) {
        return signingCertificate.sequence(1).get(0).sequence(1).get(0).sequence(1);
    }

    private void check(byte[] expected, byte[] actual) {
        if (!Arrays.equals(expected, actual)) {
            throw rejected("was signed with another certificate than the one it names");
        }
    }

    private SignatureScheme scheme() {
        String name = RSA_OR_ECDSA.get(algorithm);
        if (name == null) {
            throw new Rejected(Reason.UNSUPPORTED, where, "is signed with " + algorithm + ", which is not accepted");
        }
        String[] words = name.split(" ", 2);
        Hash hash = words.length == 1 ? digest : Hash.valueOf(words[1]);
        return switch (words[0]) {
            case "rsa" -> SignatureScheme.rsaPkcs1(hash);
            case "pss" -> SignatureScheme.rsaPss(hash);
            case "ecdsa" -> SignatureScheme.ecdsa(hash);
            default -> SignatureScheme.ed25519();
        };
    }

    private Der required(Map<String, Der> values, String oid) {
        Der value = values.get(oid);
        if (value == null) {
            throw rejected("lacks the signed attribute " + oid);
        }
        return value;
    }

    private Rejected rejected(String what) {
        return new Rejected(Reason.TIMESTAMP_INVALID, where, what);
    }
}
