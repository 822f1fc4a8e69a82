package dev.slipway.trust.sigstore;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate that says who somebody was to an identity provider (Fulcio "OID information").
 *
 * @param identity URI, mail address or user name of the signer
 * @param issuer the identity provider that vouched for it
 */
record FulcioCertificate(X509Certificate certificate, String identity, String issuer) {
    private static final String WHERE = "signing certificate";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
    private static final String ISSUER_OLD = "1.3.6.1.4.1.57264.1.1";
    private static final String USER_NAME = "1.3.6.1.4.1.57264.1.7";
    private static final int OTHER_NAME = 0xa0;
    private static final int MAIL = 0x81;
    private static final int URI = 0x86;
    private static final int DIGITAL_SIGNATURE = 0;

    static FulcioCertificate of(X509Certificate certificate) {
        if (Certificates.isAuthority(certificate)
                || !Certificates.extendedKeyUsage(certificate, WHERE).contains(Certificates.CODE_SIGNING)
                || !Certificates.allowsKeyUsage(certificate, DIGITAL_SIGNATURE)) {
            throw new Rejected(Reason.CERTIFICATE_UNFIT, WHERE, "is not for signing code");
        }
        return new FulcioCertificate(certificate, identity(certificate), issuer(certificate));
    }

    private static String identity(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        if (extension == null) {
            throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "names nobody");
        }
        List<Der> names = Der.parse(Der.parse(extension, WHERE).octets(), WHERE).sequence(1);
        if (names.size() != 1) {
            throw new Rejected(
                    Reason.WRONG_IDENTITY, WHERE, "names " + names.size() + " identities where one is expected");
        }
        Der name = names.get(0);
        return switch (name.tag()) {
            case MAIL, URI -> name.text();
            case OTHER_NAME -> userName(name);
            default -> throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "names an identity of an unknown kind");
        };
    }

    private static String userName(Der otherName) {
        List<Der> parts = otherName.children();
        if (parts.size() != 2 || !parts.get(0).oid().equals(USER_NAME)) {
            throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "names an identity of an unknown kind");
        }
        return parts.get(1).expect(OTHER_NAME).only().expect(Der.UTF8_STRING).text();
    }

    private static String issuer(X509Certificate certificate) {
        byte[] encoded = certificate.getExtensionValue(ISSUER);
        byte[] raw = certificate.getExtensionValue(ISSUER_OLD);
        if (encoded == null && raw == null) {
            throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "does not name the issuer of the identity");
        }
        // The older of the two extensions holds the text itself, not a DER string.
        String old = raw == null ? "" : new String(Der.parse(raw, WHERE).octets(), StandardCharsets.UTF_8);
        if (encoded == null) {
            return old;
        }
        String issuer = Der.parse(Der.parse(encoded, WHERE).octets(), WHERE)
                .expect(Der.UTF8_STRING)
                .text();
        if (raw != null && !old.equals(issuer)) {
            throw new Rejected(Reason.WRONG_IDENTITY, WHERE, "names two issuers of the identity");
        }
        return issuer;
    }
}
