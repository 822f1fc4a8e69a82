package dev.slipway.trust.sigstore;

import java.security.PublicKey;
import java.util.List;

/** Whom a rule trusts to have signed. */
public sealed interface ExpectedSigner {
    /** Somebody with a short-lived certificate; one of these identities. */
    record Keyless(List<Identity> identities) implements ExpectedSigner {
        public Keyless {
            identities = List.copyOf(identities);
            if (identities.isEmpty()) {
                // An empty list would mean: anybody.
                throw new IllegalArgumentException("no identity is expected");
            }
        }
    }

    /**
     * The holder of one of these keys.
     *
     * @param logNeeded whether the signature must be in the transparency log, too
     */
    record Keyed(List<PublicKey> keys, boolean logNeeded) implements ExpectedSigner {
        public Keyed {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no key is expected");
            }
        }
    }
}
