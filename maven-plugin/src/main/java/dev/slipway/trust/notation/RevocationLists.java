package dev.slipway.trust.notation;

import dev.slipway.problem.Problem;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of revoked certificates (RFC 5280 section 5). They can be kept and looked at again without a network; answers of OCSP
 * responders, which are for a day, cannot, so these are not asked.
 */
final class RevocationLists {
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final int TAG_0 = 0xa0;
    private static final int URI = 0x86;
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_ADDRESSES = 8;

    private final Fetcher fetcher;
    private final Clock clock;

    RevocationLists(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /**
     * Looks at every certificate but the root.
     *
     * @param chain from the signer to the root
     * @return why it cannot be told of some; empty if none is revoked. One that names no list cannot be revoked
     * @throws Rejected if one is revoked
     */
    List<String> check(List<X509Certificate> chain) {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            X509Certificate certificate = chain.get(i);
            List<String> addresses = addresses(certificate);
            if (addresses.isEmpty()) {
                if (certificate.getExtensionValue(AUTHORITY_ACCESS) != null) {
                    unknown.add(name(certificate) + " names no list of revoked certificates, perhaps a responder");
                }
                continue;
            }
            Optional<X509CRL> list = list(addresses, chain.get(i + 1));
            if (list.isEmpty()) {
                unknown.add("no valid list of revoked certificates for " + name(certificate) + " at " + addresses);
            } else if (list.get().getRevokedCertificate(certificate) != null) {
                throw new Rejected(
                        Reason.CERTIFICATE_UNTRUSTED,
                        "signing certificate",
                        "'" + name(certificate) + "' is revoked since "
                                + list.get()
                                        .getRevokedCertificate(certificate)
                                        .getRevocationDate()
                                        .toInstant());
            }
        }
        return unknown;
    }

    private Optional<X509CRL> list(List<String> addresses, X509Certificate issuer) {
        for (String address : addresses) {
            Optional<X509CRL> list = fetch(address).filter(found -> isSound(found, issuer));
            if (list.isPresent()) {
                return list;
            }
        }
        return Optional.empty();
    }

    private Optional<X509CRL> fetch(String address) {
        try {
            Optional<byte[]> bytes = fetcher.revocationList(address, MAX_BYTES);
            if (bytes.isEmpty() || bytes.get().length > MAX_BYTES) {
                return Optional.empty();
            }
            Der.parse(bytes.get(), "list of revoked certificates");
            return Optional.of((X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes.get())));
        } catch (IOException | CRLException | CertificateException | Problem e) {
            // Whether a list that cannot be had matters, the rule says.
            return Optional.empty();
        }
    }

    private boolean isSound(X509CRL list, X509Certificate issuer) {
        boolean current = !list.getThisUpdate().toInstant().isAfter(clock.instant())
                && list.getNextUpdate() != null
                && !list.getNextUpdate().toInstant().isBefore(clock.instant());
        // Critical extensions make a list one of some certificates only, or of changes; neither proves that one is not
        // revoked.
        if (!current
                || list.hasUnsupportedCriticalExtension()
                || (list.getCriticalExtensionOIDs() != null
                        && !list.getCriticalExtensionOIDs().isEmpty())
                || !list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Addresses in the extension (RFC 5280 4.2.1.13): DistributionPoint, its name, the full name, a URI. */
    private static List<String> addresses(X509Certificate certificate) {
        List<String> addresses = new ArrayList<>();
        byte[] extension = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (extension == null) {
            return addresses;
        }
        String where = "signing certificate";
        for (Der point : Der.parse(Der.parse(extension, where).octets(), where).sequence(1)) {
            for (Der field : point.children()) {
                if (field.is(TAG_0) && field.only().is(TAG_0)) {
                    field.only().children().stream()
                            .filter(name -> name.is(URI) && addresses.size() < MAX_ADDRESSES)
                            .forEach(name -> addresses.add(new String(name.content(), StandardCharsets.US_ASCII)));
                }
            }
        }
        return addresses;
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
