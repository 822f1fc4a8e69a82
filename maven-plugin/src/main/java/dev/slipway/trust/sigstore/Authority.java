package dev.slipway.trust.sigstore;

import dev.slipway.trust.crypto.Validity;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate or time-stamping authority of the trusted root.
 *
 * @param chain from the authority's own certificate to the root
 */
record Authority(String uri, List<X509Certificate> chain, Validity validity) {
    Authority {
        chain = List.copyOf(chain);
    }

    X509Certificate root() {
        return chain.get(chain.size() - 1);
    }
}
