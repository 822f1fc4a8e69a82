package dev.slipway.trust.notation;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers that must be understood, and headers that must be marked so ("Signature Envelope JWS", "COSE": crit). */
final class CriticalHeaders {
    private static final String SCHEME = SignedEnvelope.PREFIX + "signingScheme";
    private static final String EXPIRY = SignedEnvelope.PREFIX + "expiry";
    private static final String AUTHENTIC_TIME = SignedEnvelope.PREFIX + "authenticSigningTime";
    private static final String PLUGIN = SignedEnvelope.PREFIX + "verificationPlugin";

    private CriticalHeaders() {}

    /**
     * @param critical the names in {@code crit}
     * @param present the names of all signed headers
     */
    static void check(List<String> critical, Collection<String> present, String where) {
        Set<String> marked = new HashSet<>(critical);
        if (marked.size() != critical.size()) {
            throw new Rejected(Reason.MALFORMED, where, "lists a critical header twice");
        }
        for (String name : critical) {
            if (name.startsWith(PLUGIN)) {
                throw new Rejected(
                        Reason.UNSUPPORTED,
                        where,
                        "wants to be verified by a plugin of Notation, and plugins are not run");
            }
            if (!Set.of(SCHEME, EXPIRY, AUTHENTIC_TIME).contains(name)) {
                throw new Rejected(
                        Reason.UNSUPPORTED, where, "has the critical header '" + name + "', which is not known");
            }
            if (!present.contains(name)) {
                throw new Rejected(Reason.MALFORMED, where, "lacks its critical header '" + name + "'");
            }
        }
        requireMarked(SCHEME, marked, where);
        for (String name : List.of(EXPIRY, AUTHENTIC_TIME)) {
            if (present.contains(name)) {
                requireMarked(name, marked, where);
            }
        }
    }

    private static void requireMarked(String name, Set<String> marked, String where) {
        if (!marked.contains(name)) {
            throw new Rejected(Reason.MALFORMED, where, "does not mark the header '" + name + "' as critical");
        }
    }

    /** Content type and scheme, which are the same in both envelopes. */
    static void check(@Nullable String contentType, String scheme, boolean hasAuthenticTime, String where) {
        if (!SignedEnvelope.PAYLOAD.equals(contentType)) {
            throw new Rejected(Reason.WRONG_PURPOSE, where, "holds '" + contentType + "', not a payload of Notation");
        }
        boolean authority = scheme.equals(SignedEnvelope.AUTHORITY_SCHEME);
        if (!authority && !scheme.equals(SignedEnvelope.X509_SCHEME)) {
            throw new Rejected(Reason.UNSUPPORTED, where, "is of the scheme '" + scheme + "', which is not known");
        }
        if (authority != hasAuthenticTime) {
            throw new Rejected(Reason.MALFORMED, where, "has a signing time that does not belong to its scheme");
        }
    }
}
