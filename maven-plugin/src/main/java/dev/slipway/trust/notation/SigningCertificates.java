package dev.slipway.trust.notation;

import dev.slipway.trust.crypto.CertificatePath;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The certificates of a signature (Notary Project "Certificate Requirements" and "Certificate Chain"). */
final class SigningCertificates {
    private static final String WHERE = "signing certificate";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CERT_SIGN = 5;

    private SigningCertificates() {}

    /**
     * @param roots of the rule's trust store
     * @param time when all must be valid
     */
    static void check(List<X509Certificate> chain, List<X509Certificate> roots, Instant time) {
        checkOrder(chain);
        checkLeaf(chain.get(0));
        chain.subList(1, chain.size()).forEach(SigningCertificates::checkAuthority);
        X509Certificate root = chain.get(chain.size() - 1);
        if (!roots.contains(root)) {
            throw new Rejected(
                    Reason.CERTIFICATE_UNTRUSTED,
                    WHERE,
                    "leads to '" + root.getSubjectX500Principal().getName()
                            + "', which is not in the rule's trust store");
        }
        new CertificatePath(WHERE, chain).validate(chain.get(0), root, time);
    }

    /** Each is issued by the next, the last by itself. */
    private static void checkOrder(List<X509Certificate> chain) {
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!chain.get(i).getIssuerX500Principal().equals(chain.get(i + 1).getSubjectX500Principal())
                    || !Certificates.isSignedBy(chain.get(i), chain.get(i + 1))) {
                throw new Rejected(Reason.CERTIFICATE_UNTRUSTED, WHERE, "is not followed by that of its issuer");
            }
        }
        if (!Certificates.isSelfSigned(chain.get(chain.size() - 1))) {
            throw new Rejected(Reason.CERTIFICATE_UNTRUSTED, WHERE, "comes with a chain that does not end in a root");
        }
    }

    private static void checkLeaf(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        boolean only = usage != null && isCritical(leaf, KEY_USAGE) && usage[DIGITAL_SIGNATURE];
        for (int bit = 1; usage != null && bit < usage.length; bit++) {
            only &= !usage[bit];
        }
        if (!only) {
            throw unfit("must have the key usage digitalSignature alone, and critical");
        }
        List<String> purposes = Certificates.extendedKeyUsage(leaf, WHERE);
        if (!purposes.isEmpty() && !purposes.equals(List.of(Certificates.CODE_SIGNING))) {
            throw unfit("must have no other purpose than code signing, found " + purposes);
        }
        if (Certificates.isAuthority(leaf)) {
            throw unfit("must not be that of an authority");
        }
    }

    private static void checkAuthority(X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        if (!Certificates.isAuthority(authority)
                || !isCritical(authority, BASIC_CONSTRAINTS)
                || usage == null
                || !usage[CERT_SIGN]) {
            throw unfit(
                    "is issued by '" + authority.getSubjectX500Principal().getName() + "', which must not issue any");
        }
    }

    private static boolean isCritical(X509Certificate certificate, String oid) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical != null && critical.contains(oid);
    }

    private static Rejected unfit(String what) {
        return new Rejected(Reason.CERTIFICATE_UNFIT, WHERE, what);
    }
}
