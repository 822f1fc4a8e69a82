package dev.slipway.trust.crypto;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reading X.509 certificates (RFC 5280) and asking them simple questions. */
public final class Certificates {
    /** id-kp-codeSigning (RFC 5280 4.2.1.12). */
    public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    /** id-kp-timeStamping. */
    public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final int MAX_BYTES = 1 << 16;

    private Certificates() {}

    /** From DER; exactly one certificate with an accepted key. */
    public static X509Certificate ofDer(byte[] der, String where) {
        if (der.length > MAX_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, where, "is longer than " + MAX_BYTES + " bytes");
        }
        // The JDK's factory also takes PEM, ignores what comes after the end, and takes a signature of broken bytes.
        Der.parse(der, where).sequence(3).get(2).bits();
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            PublicKeys.accepted(certificate.getPublicKey(), where);
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new Rejected(Reason.MALFORMED, where, "is not encoded as DER");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new Rejected(Reason.MALFORMED, where, "is not a valid X.509 certificate: " + e.getMessage(), e);
        }
    }

    /** All certificates of a PEM text, in their order; at least one. */
    public static List<X509Certificate> ofPem(String pem, String where) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : Pem.all(pem, "CERTIFICATE", where)) {
            certificates.add(ofDer(der, where));
        }
        if (certificates.isEmpty()) {
            throw new Rejected(Reason.MALFORMED, where, "has no PEM block 'CERTIFICATE'");
        }
        return certificates;
    }

    /** The DER form. */
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from DER", e);
        }
    }

    /** True if the subject is its own issuer and signed itself. */
    public static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && isSignedBy(certificate, certificate);
    }

    /** True if the signature is that of the other's key. */
    public static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** True for certificates that may issue others (basicConstraints cA). */
    public static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** True within notBefore and notAfter, both included. */
    public static boolean isValidAt(X509Certificate certificate, Instant time) {
        return validity(certificate).holds(time);
    }

    /** From notBefore to notAfter. */
    public static Validity validity(X509Certificate certificate) {
        return new Validity(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** The extended key usages; empty if there is no such extension. */
    public static List<String> extendedKeyUsage(X509Certificate certificate, String where) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : List.copyOf(usages);
        } catch (CertificateParsingException e) {
            throw new Rejected(Reason.MALFORMED, where, "has a broken extended key usage", e);
        }
    }

    /** True if the extended key usage is there and critical. */
    static boolean hasCriticalExtendedKeyUsage(X509Certificate certificate) {
        return certificate.getCriticalExtensionOIDs() != null
                && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
    }

    /** True if keyUsage is absent or has this bit (RFC 5280 4.2.1.3). */
    public static boolean allowsKeyUsage(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[bit];
    }
}
