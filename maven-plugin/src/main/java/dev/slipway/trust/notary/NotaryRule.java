package dev.slipway.trust.notary;

import dev.slipway.trust.evidence.Fetcher;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * What a rule of the kind {@code notary-v1} asks for.
 *
 * @param server null-free: where the metadata is
 * @param rootCertificates identifiers of root certificates that are trusted, {@code .signed.roles.root.keyids} of the server's root.json
 * @param authorities roots that may issue root certificates
 * @param trustOnFirstUse whether any root will do where none was seen before
 */
public record NotaryRule(
        Fetcher.NotaryServer server,
        Set<String> rootCertificates,
        List<X509Certificate> authorities,
        boolean trustOnFirstUse) {
    public NotaryRule {
        rootCertificates = Set.copyOf(rootCertificates);
        authorities = List.copyOf(authorities);
    }
}
