package dev.slipway.trust.notation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature envelope as it was read, nothing of it verified (Notary Project "Signature Envelope").
 *
 * @param algorithm {@code PS256} to {@code ES512}; the key decides, this must agree
 * @param attributes the signed ones
 * @param signed the bytes that were signed
 * @param chain from the signer to the root
 * @param timestamp an RFC 3161 token over the signature; empty if there is none
 */
record SignedEnvelope(
        String algorithm,
        Attributes attributes,
        byte[] signed,
        byte[] signature,
        byte[] payload,
        List<X509Certificate> chain,
        byte[] timestamp) {
    static final String PAYLOAD = "application/vnd.cncf.notary.payload.v1+json";
    static final String PREFIX = "io.cncf.notary.";
    static final String X509_SCHEME = "notary.x509";
    static final String AUTHORITY_SCHEME = "notary.x509.signingAuthority";
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_CHAIN = 8;

    /**
     * Signed attributes ("Signed Attributes").
     *
     * @param scheme {@code notary.x509} or {@code notary.x509.signingAuthority}
     * @param authenticTime the time that a signing authority vouches for; null in the other scheme
     * @param expiry when the signer wants it to end; null if never
     */
    record Attributes(String scheme, @Nullable Instant authenticTime, @Nullable Instant expiry) {}

    SignedEnvelope {
        chain = List.copyOf(chain);
    }
}
