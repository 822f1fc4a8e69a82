package dev.slipway.trust.crypto;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/** Public keys of the accepted kinds. */
public final class PublicKeys {
    private static final int MIN_RSA = 2048;
    private static final int MAX_RSA = 8192;
    private static final String EC = "1.2.840.10045.2.1";
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String ED25519 = "1.3.101.112";

    private PublicKeys() {}

    /** From a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
    public static PublicKey ofSpki(byte[] der, String where) {
        List<Der> parts = Der.parse(der, where).sequence(2);
        String oid = parts.get(0).sequence(1).get(0).oid();
        String algorithm =
                switch (oid) {
                    case EC -> "EC";
                    case RSA -> "RSA";
                    case ED25519 -> "Ed25519";
                    default ->
                        throw new Rejected(
                                Reason.UNSUPPORTED, where, "is a key of the kind " + oid + ", which is not accepted");
                };
        try {
            return accepted(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)), where);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Rejected(Reason.MALFORMED, where, "is not a sound " + algorithm + " key", e);
        }
    }

    /** From PEM with the label PUBLIC KEY (RFC 7468 13). */
    public static PublicKey ofPem(String pem, String where) {
        return ofSpki(Pem.one(pem, "PUBLIC KEY", where), where);
    }

    /** The key itself, if it is of an accepted kind and size. */
    static PublicKey accepted(PublicKey key, String where) {
        if (key instanceof ECPublicKey ec) {
            checkCurve(ec, where);
        } else if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA || bits > MAX_RSA) {
                throw new Rejected(
                        Reason.UNSUPPORTED,
                        where,
                        "is an RSA key of " + bits + " bits; at least " + MIN_RSA + " and at most " + MAX_RSA
                                + " are accepted");
            }
        } else if (!(key instanceof EdECPublicKey)) {
            throw new Rejected(
                    Reason.UNSUPPORTED,
                    where,
                    "is a key of the kind " + key.getAlgorithm() + ", which is not accepted");
        }
        return key;
    }

    private static void checkCurve(ECPublicKey key, String where) {
        ECParameterSpec params = key.getParams();
        int bits = params.getOrder().bitLength();
        if (Curve.of(params) == null) {
            throw new Rejected(
                    Reason.UNSUPPORTED, where, "is a key on a curve of " + bits + " bits that is not accepted");
        }
        // The JDK does not look whether the point lies on the curve when it reads a key.
        ECPoint point = key.getW();
        BigInteger p = ((ECFieldFp) params.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger right = x.multiply(x)
                .add(params.getCurve().getA())
                .multiply(x)
                .add(params.getCurve().getB())
                .mod(p);
        if (!point.getAffineY().modPow(BigInteger.TWO, p).equals(right)) {
            throw new Rejected(Reason.MALFORMED, where, "is a key whose point is not on its curve");
        }
    }

    /** A short name for people: kind and the first half of the SHA-256 of the key. */
    public static String fingerprint(PublicKey key) {
        return Digest.of(key.getEncoded()).toString();
    }
}
