package dev.slipway.trust.crypto;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and validates the chain from a certificate to a root (RFC 5280 section 6). The chain is searched here, without the
 * network; the JDK's PKIX validator then has the last word on it.
 */
public final class CertificatePath {
    private static final int MAX_LENGTH = 8;

    /** RSA with SHA-2 and PSS (RFC 8017 A.2), ECDSA with SHA-2 (RFC 5758 3.2), Ed25519 (RFC 8410 3). */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.113549.1.1.10",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.3.101.112");

    private final String where;
    private final Collection<X509Certificate> intermediates;

    /**
     * @param where the noun for rejections
     * @param intermediates in any order; trusted only as far as the root vouches for them
     */
    public CertificatePath(String where, Collection<X509Certificate> intermediates) {
        this.where = where;
        this.intermediates = List.copyOf(intermediates);
    }

    /**
     * The chain from the leaf to the root, both included, all valid at the time.
     *
     * @throws Rejected if there is none
     */
    public List<X509Certificate> validate(X509Certificate leaf, X509Certificate root, Instant time) {
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        while (!last(chain).equals(root)) {
            if (isIssuer(root, last(chain))) {
                chain.add(root);
                continue;
            }
            X509Certificate issuer = intermediates.stream()
                    .filter(candidate -> !chain.contains(candidate) && isIssuer(candidate, last(chain)))
                    // Of an authority's certificates with the same key, one that was valid then.
                    .min(Comparator.comparing(candidate -> !Certificates.isValidAt(candidate, time)))
                    .orElseThrow(() -> untrusted("no certificate of the issuer '"
                            + last(chain).getIssuerX500Principal().getName() + "' leads to the root '"
                            + root.getSubjectX500Principal().getName() + "'"));
            chain.add(issuer);
            if (chain.size() > MAX_LENGTH) {
                throw untrusted("the chain is longer than " + MAX_LENGTH + " certificates");
            }
        }
        checkTimes(chain, time);
        checkAlgorithms(chain);
        if (chain.size() > 1) {
            pkix(chain, time);
        }
        return chain;
    }

    /** Tries several roots; tells of the last one if none will do. */
    public List<X509Certificate> validate(X509Certificate leaf, Collection<X509Certificate> roots, Instant time) {
        Optional<Rejected> last = Optional.empty();
        for (X509Certificate root : roots) {
            try {
                return validate(leaf, root, time);
            } catch (Rejected e) {
                // Of several reasons the one closest to the goal is told: a known root that has ended, not an unknown
                // one.
                last = last.filter(other -> e.reason() == Reason.CERTIFICATE_UNTRUSTED)
                        .or(() -> Optional.of(e));
            }
        }
        throw last.orElseGet(() -> untrusted("there is no root certificate to trust"));
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate subject) {
        return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
                && Certificates.isSignedBy(subject, issuer);
    }

    private void checkTimes(List<X509Certificate> chain, Instant time) {
        for (X509Certificate certificate : chain) {
            if (!Certificates.isValidAt(certificate, time)) {
                throw new Rejected(
                        Reason.OUTSIDE_VALIDITY,
                        where,
                        "'" + certificate.getSubjectX500Principal().getName() + "' was not valid at " + time
                                + "; it is valid from " + Certificates.validity(certificate));
            }
        }
    }

    /** The root is trusted as it is, so its own signature means nothing. */
    private void checkAlgorithms(List<X509Certificate> chain) {
        for (X509Certificate certificate : chain.subList(0, chain.size() - 1)) {
            if (!SIGNATURES.contains(certificate.getSigAlgOID())) {
                throw new Rejected(
                        Reason.UNSUPPORTED,
                        where,
                        "'" + certificate.getSubjectX500Principal().getName() + "' is signed with "
                                + certificate.getSigAlgName() + ", which is not accepted");
            }
        }
    }

    private void pkix(List<X509Certificate> chain, Instant time) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(last(chain), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            CertPath path =
                    CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, chain.size() - 1));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (CertPathValidatorException e) {
            throw new Rejected(Reason.CERTIFICATE_UNTRUSTED, where, "has no valid chain: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PKIX", e);
        }
    }

    private Rejected untrusted(String what) {
        return new Rejected(Reason.CERTIFICATE_UNTRUSTED, where, what);
    }

    private static X509Certificate last(List<X509Certificate> chain) {
        return chain.get(chain.size() - 1);
    }
}
