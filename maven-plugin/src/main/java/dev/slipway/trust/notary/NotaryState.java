package dev.slipway.trust.notary;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of a repository before; kept in the lock, so that nobody can go back behind it.
 *
 * @param rootVersion of the last trusted root
 * @param rootSha256 hex; by it the root itself is found again
 * @param roles versions by role
 */
public record NotaryState(long rootVersion, String rootSha256, SortedMap<String, Seen> roles) {
    /**
     * The version of a role's metadata.
     *
     * @param keys stands for the keys that signed it; with other keys the count may begin again, so that a thief of the old ones
     *     cannot push it out of reach for ever (fast-forward attack, TUF 5.3.11)
     */
    public record Seen(long version, String keys) {}

    public NotaryState {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    }

    /** @throws Rejected if the metadata is older than what was seen under the same keys (rollback attack, TUF 5.4.3) */
    void requireNotOlder(Role role, SignedMetadata metadata) {
        Seen seen = roles.get(role.name());
        if (seen != null && seen.keys().equals(role.keysFingerprint()) && metadata.version() < seen.version()) {
            throw new Rejected(
                    Reason.ROLLBACK,
                    metadata.where(),
                    "has version " + metadata.version() + ", but version " + seen.version() + " was seen before");
        }
    }

    /** @throws Rejected if metadata of the role was seen under the same keys, and now there is none */
    void requireNotSeen(Role role) {
        Seen seen = roles.get(role.name());
        if (seen != null && seen.keys().equals(role.keysFingerprint())) {
            throw new Rejected(
                    Reason.ROLLBACK,
                    role.name(),
                    "is no longer listed, but version " + seen.version() + " was seen before");
        }
    }
}
