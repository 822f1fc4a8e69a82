package dev.slipway.trust.testing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JcaX509CertSelectorConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Certificates and time-stamps as Bouncy Castle reads and validates them. Its provider is registered nowhere. */
public final class BouncyCastle {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}

    /** The certificate of an encoding. */
    public static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509", PROVIDER).generateCertificate(new ByteArrayInputStream(der));
        if (certificate == null) {
            throw new GeneralSecurityException("no certificate");
        }
        return certificate;
    }

    /**
     * Validates a chain (RFC 5280).
     *
     * @param chain from the leaf to the last certificate before the root
     */
    public static void validate(List<byte[]> chain, X509Certificate root, Instant time)
            throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : chain) {
            certificates.add(certificate(der));
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(certificate(root.getEncoded()), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(time));
        CertPathValidator.getInstance("PKIX", PROVIDER)
                .validate(CertificateFactory.getInstance("X.509", PROVIDER).generateCertPath(certificates), parameters);
    }

    /**
     * Validates a time-stamp response (RFC 3161).
     *
     * @param chain of the authority, from its own certificate to the root
     */
    public static void validate(byte[] response, byte[] stamped, List<X509Certificate> chain) throws Exception {
        TimeStampResponse parsed = new TimeStampResponse(response);
        if (parsed.getStatus() != PKIStatus.GRANTED && parsed.getStatus() != PKIStatus.GRANTED_WITH_MODS) {
            throw new GeneralSecurityException("status " + parsed.getStatus());
        }
        TimeStampToken token = parsed.getTimeStampToken();
        X509Certificate signer = signer(token.getSID(), chain);
        token.validate(
                new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(certificate(signer.getEncoded())));
        String algorithm = token.getTimeStampInfo().getMessageImprintAlgOID().getId();
        byte[] digest = MessageDigest.getInstance(algorithm, PROVIDER).digest(stamped);
        if (!MessageDigest.isEqual(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
            throw new GeneralSecurityException("another imprint");
        }
        List<byte[]> below = new ArrayList<>();
        for (X509Certificate certificate : chain.subList(0, chain.size() - 1)) {
            below.add(certificate.getEncoded());
        }
        validate(
                below,
                chain.get(chain.size() - 1),
                token.getTimeStampInfo().getGenTime().toInstant());
    }

    private static X509Certificate signer(SignerId id, Collection<X509Certificate> trusted)
            throws GeneralSecurityException {
        return trusted.stream()
                .filter(new JcaX509CertSelectorConverter().getCertSelector(id)::match)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("not by the authority"));
    }
}
