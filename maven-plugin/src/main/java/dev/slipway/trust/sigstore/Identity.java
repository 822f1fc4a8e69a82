package dev.slipway.trust.sigstore;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.regex.Pattern;

/**
 * Whose keyless signatures are accepted. Both halves are needed: anybody can have a certificate of the public instance, and an
 * identity means something only together with who vouched for it.
 *
 * @param issuer the address of the identity provider
 * @param name the whole name matches this
 */
public record Identity(String issuer, Pattern name) {
    public Identity {
        if (issuer.isBlank() || name.pattern().isBlank()) {
            throw new IllegalArgumentException("issuer and identity must both be said");
        }
    }

    /** Just this name. */
    public static Identity exactly(String issuer, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("issuer and identity must both be said");
        }
        return new Identity(issuer, Pattern.compile(Pattern.quote(name)));
    }

    void require(FulcioCertificate certificate) {
        if (!issuer.equals(certificate.issuer())) {
            throw new Rejected(
                    Reason.WRONG_IDENTITY,
                    "signing certificate",
                    "is of the issuer '" + certificate.issuer() + "', expected '" + issuer + "'");
        }
        // matches, not find: a name that merely contains the right one is somebody else's.
        if (!name.matcher(certificate.identity()).matches()) {
            throw new Rejected(
                    Reason.WRONG_IDENTITY,
                    "signing certificate",
                    "is of '" + certificate.identity() + "', expected '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return name + " (" + issuer + ")";
    }
}
