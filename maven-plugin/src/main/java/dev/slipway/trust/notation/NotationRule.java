package dev.slipway.trust.notation;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a rule of the kind {@code notation} asks for; the level is always "strict".
 *
 * @param authorities roots for signatures of the scheme {@code notary.x509} (trust store {@code ca:})
 * @param signingAuthorities roots for the scheme {@code notary.x509.signingAuthority}
 * @param timestampAuthorities roots for RFC 3161 timestamps (trust store {@code tsa:}); none: timestamps are not looked at
 * @param identities who may sign
 * @param revocation what is done about revoked certificates
 */
public record NotationRule(
        List<X509Certificate> authorities,
        List<X509Certificate> signingAuthorities,
        List<X509Certificate> timestampAuthorities,
        List<X509Identity> identities,
        Revocation revocation) {
    /** How much revocation matters. */
    public enum Revocation {
        /** Lists must be at hand and clean. */
        ENFORCE,
        /** Revoked certificates are refused, missing lists are told. */
        LOG,
        /** Not looked at. */
        SKIP
    }

    public NotationRule {
        authorities = List.copyOf(authorities);
        signingAuthorities = List.copyOf(signingAuthorities);
        timestampAuthorities = List.copyOf(timestampAuthorities);
        identities = List.copyOf(identities);
        if (identities.isEmpty() || (authorities.isEmpty() && signingAuthorities.isEmpty())) {
            throw new IllegalArgumentException("a rule needs a trust store and an identity");
        }
    }
}
